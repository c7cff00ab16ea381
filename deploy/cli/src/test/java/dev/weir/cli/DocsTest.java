package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.zoo.OnnxWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Prose drifts; these are the parts of it that a test can hold. */
@DisplayName("The docs")
class DocsTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern COMMAND = Pattern.compile("(?:deploy/)?weir ([a-z]+)([^`\\n#|]*)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> pages =
          files
              .filter(f -> f.toString().endsWith(".md"))
              .filter(f -> !f.toString().contains("/target/") && !f.toString().contains("/.git/"))
              .toList();
      assertThat(pages).isNotEmpty();
      return pages;
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkToAFileLeadsSomewhere(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    Matcher m = LINK.matcher(Files.readString(page));
    while (m.find()) {
      String target = m.group(1);
      if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
        broken.add(target);
      }
    }

    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandAndOptionExists(Path page) throws IOException {
    CommandLine weir = new CommandLine(new Weir());
    List<String> unknown = new ArrayList<>();
    Matcher m = COMMAND.matcher(code(Files.readString(page)));
    while (m.find()) {
      CommandLine command = weir.getSubcommands().get(m.group(1));
      if (command == null) {
        unknown.add(m.group());
        continue;
      }
      Set<String> options = new HashSet<>(command.getCommandSpec().optionsMap().keySet());
      command
          .getSubcommands()
          .values()
          .forEach(c -> options.addAll(c.getCommandSpec().optionsMap().keySet()));
      Matcher option = OPTION.matcher(m.group(2));
      while (option.find()) {
        if (!options.contains(option.group())) {
          unknown.add(m.group(1) + " " + option.group());
        }
      }
    }

    assertThat(unknown).isEmpty();
  }

  /** Code blocks and code spans alone: prose may say that a weir is a step across a stream. */
  private static String code(String markdown) {
    StringBuilder code = new StringBuilder();
    Matcher m = Pattern.compile("```.*?\\n(.*?)```|`([^`\\n]+)`", Pattern.DOTALL).matcher(markdown);
    while (m.find()) {
      code.append(m.group(1) != null ? m.group(1) : m.group(2)).append('\n');
    }
    return code.toString();
  }

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("segmenter/models"))) {
      List<Path> models = files.filter(f -> f.toString().endsWith(".onnx")).toList();
      assertThat(models).isNotEmpty();
      return models;
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelsCardNotesWhatItsFileDoes(Path model) throws IOException {
    // Given
    String name = model.getFileName().toString().replace(".onnx", ".md");
    String card = Files.readString(model.resolveSibling(name));
    Matcher m = Pattern.compile("--note (?:'([^']+)'|(\\S+))").matcher(card);

    // When
    List<String> noted = new ArrayList<>();
    while (m.find()) {
      noted.add(m.group(1) == null ? m.group(2) : m.group(1));
    }

    // Then
    List<String> kept = new ArrayList<>();
    OnnxWeights.read(model).metadata().provenance().forEach((k, v) -> kept.add(k + "=" + v));
    assertThat(noted).containsExactlyInAnyOrderElementsOf(kept);
  }

  private static Stream<OptionSpec> options(CommandLine command) {
    return Stream.concat(
        command.getCommandSpec().options().stream(),
        command.getSubcommands().values().stream().flatMap(DocsTest::options));
  }

  @Test
  void everyOptionsHelpIsAFormatThatPicocliCanPrint() {
    List<String> written =
        options(new CommandLine(new Weir()))
            .flatMap(option -> Stream.ofNullable(option.userObject()))
            .filter(Field.class::isInstance)
            .flatMap(field -> Stream.ofNullable(((Field) field).getAnnotation(Option.class)))
            .flatMap(option -> Stream.of(option.description()))
            .toList();

    assertThat(written).hasSizeGreaterThan(100);
    for (String line : written) {
      assertThatCode(() -> String.format(Locale.ROOT, line)).as(line).doesNotThrowAnyException();
    }
  }

  @Test
  void everyOptionSaysWhatItIsFor() {
    List<String> silent = new ArrayList<>();
    for (CommandLine command : new CommandLine(new Weir()).getSubcommands().values()) {
      command.getCommandSpec().options().stream()
          .filter(o -> o.description().length == 0)
          .forEach(o -> silent.add(command.getCommandName() + " " + o.longestName()));
    }

    assertThat(silent).isEmpty();
  }

  @Test
  void helpListsEveryCommand() {
    StringWriter out = new StringWriter();

    int exit =
        Weir.run(
            new String[] {"--help"},
            Map.of(),
            new PrintWriter(out),
            new PrintWriter(new StringWriter()));

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("demo", "broker", "ingest", "segment", "publish", "models", "bench", "doctor");
  }
}
