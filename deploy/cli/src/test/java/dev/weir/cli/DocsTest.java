package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.cli.shell.Settings;
import dev.weir.training.recipe.Recipe;
import dev.weir.zoo.model.OnnxWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Checks the parts of every page that can be compared with the code. */
@DisplayName("The docs")
class DocsTest {
  private static final int FRONT_PAGE_WORDS = 1300;
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
  private static final Pattern CALL_IN_PROSE =
      Pattern.compile("(?:[A-Z_]+=\\S+ )?(?:deploy/)?weir ([a-z].*)");

  private static final Pattern NOT_PRESENT_DAY_AMERICAN =
      Pattern.compile(
          "\\b(?:(?:behaviour|colour|favour|initialis|labell|neighbour|normalis|quantis|recognis)\\w*"
              + "|centre|hence|learnt|lest|metres?|thereof|upon|whence|whilst)\\b",
          Pattern.CASE_INSENSITIVE);

  static List<Markdown> pages() throws IOException {
    List<Markdown> pages = Markdown.pages();
    assertThat(pages).hasSizeGreaterThan(20);
    return pages;
  }

  @Test
  void theReadmeIsAFrontPage() throws IOException {
    assertThat(Markdown.read(Markdown.ROOT.resolve("README.md")).words())
        .isLessThanOrEqualTo(FRONT_PAGE_WORDS);
  }

  /** Returns all pages except the changelog, which may use former names. */
  static List<Markdown> pagesInPresentTense() throws IOException {
    return pages().stream().filter(page -> !page.toString().equals("CHANGELOG.md")).toList();
  }

  @ParameterizedTest
  @MethodSource("pagesInPresentTense")
  void sentencesAreInPresentDayAmericanEnglish(Markdown page) {
    assertThat(NOT_PRESENT_DAY_AMERICAN.matcher(page.sentences()).results().map(m -> m.group()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFileAndAHeading(Markdown page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : page.links()) {
      if (!link.contains("://") && !leadsSomewhere(page, link)) {
        broken.add(link);
      }
    }

    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Markdown page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]);
    return Files.exists(target)
        && (parts.length == 1 || Markdown.read(target).anchors().contains(parts[1]));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandInACodeBlockParses(Markdown page) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String block : page.blocks("")) {
      for (List<String> words : ShellLines.calls(block)) {
        try {
          parsable().parseArgs(words.toArray(String[]::new));
          recipe(words);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
          wrong.add("weir " + String.join(" ", words) + ": " + e.getMessage());
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static CommandLine parsable() {
    return new CommandLine(new Weir())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUnmatchedOptionsAllowedAsOptionParameters(false);
  }

  /** Reads the recipe of a training command, with its {@code --set} overrides. */
  private static void recipe(List<String> words) throws IOException {
    String name = words.contains("compare") ? "compare" : "icnet";
    Map<String, String> changes = new LinkedHashMap<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals("--recipe")) {
        name = words.get(i + 1);
      } else if (words.get(i).equals("--set")) {
        String[] change = words.get(i + 1).split("=", 2);
        changes.put(change[0], change[1]);
      }
    }
    Recipe.read(name, changes);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandAndOptionInASentenceExists(Markdown page) {
    Set<String> all = new TreeSet<>();
    options(new CommandLine(new Weir()), all);
    List<String> unknown = new ArrayList<>();
    for (String span : page.spans()) {
      Matcher call = CALL_IN_PROSE.matcher(span);
      if (call.matches()) {
        unknown.addAll(unknown(call.group(1)));
      } else if (span.startsWith("--")) {
        OPTION
            .matcher(span)
            .results()
            .map(m -> m.group())
            .filter(o -> !all.contains(o))
            .forEach(unknown::add);
      }
    }

    assertThat(unknown).isEmpty();
  }

  private static List<String> unknown(String call) {
    CommandLine command = new CommandLine(new Weir());
    for (String word : call.split("\\s+", -1)) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        break;
      }
      command = next;
    }
    if (command.getParent() == null) {
      return List.of("weir " + call);
    }
    Set<String> known = new TreeSet<>();
    options(command, known);
    return OPTION
        .matcher(call)
        .results()
        .map(m -> m.group())
        .filter(o -> !known.contains(o))
        .map(o -> "weir " + call + ": " + o)
        .toList();
  }

  private static void options(CommandLine command, Set<String> all) {
    all.addAll(command.getCommandSpec().optionsMap().keySet());
    command.getSubcommands().values().forEach(sub -> options(sub, all));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everySettingsFileIsAccepted(Markdown page, @TempDir Path folder) throws IOException {
    for (String yaml : page.blocks("yaml")) {
      Path file = Files.writeString(folder.resolve("weir.yaml"), yaml);
      for (String command : List.of("demo", "ingest", "segment", "publish")) {
        StringWriter err = new StringWriter();
        Settings settings = new Settings(Map.of());
        CommandLine weir =
            parsable().setErr(new PrintWriter(err)).setDefaultValueProvider(settings);
        String[] args = {"--config", file.toString(), command};

        assertThatCode(
                () -> {
                  settings.load(args, weir);
                  weir.parseArgs(args);
                })
            .as("%s with%n%s", command, yaml)
            .doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyJavaExampleCompiles(Markdown page, @TempDir Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    for (String java : page.blocks("java")) {
      Matcher name = Pattern.compile("class (\\w+)").matcher(java);
      assertThat(name.find()).isTrue();
      Path file = Files.writeString(folder.resolve(name.group(1) + ".java"), java);
      StringWriter said = new StringWriter();
      try (StandardJavaFileManager files =
          compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
        boolean compiled =
            compiler
                .getTask(
                    said,
                    files,
                    null,
                    List.of("-d", folder.toString(), "-proc:none"),
                    null,
                    files.getJavaFileObjects(file))
                .call();

        assertThat(compiled).as(said.toString()).isTrue();
      }
    }
  }

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(Markdown.ROOT.resolve("segmenter/models"))) {
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
}
