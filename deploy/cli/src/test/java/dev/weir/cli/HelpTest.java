package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

@DisplayName("The help")
class HelpTest {
  private static Stream<OptionSpec> options(CommandLine command) {
    return Stream.concat(
        command.getCommandSpec().options().stream(),
        command.getSubcommands().values().stream().flatMap(HelpTest::options));
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
