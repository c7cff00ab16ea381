package dev.weir.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An unknown argument")
class UnmatchedArgumentsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int weir(String line) {
    return weir(line.split(" "));
  }

  private int weir(String[] arguments) {
    return Weir.run(arguments, Map.of(), new PrintWriter(out), new PrintWriter(err));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "unknown --help",
        "--help unknown",
        "unknown --version",
        "bench unknown",
        "bench unknown --help",
        "bench --help unknown",
        "models unknown --help",
        "demo unknown --help",
        "demo --unknown --help",
        "bench engine unknown --help",
        "models list --unknown --help"
      })
  void isAUsageErrorWithHelpOrWithout(String line) {
    assertThat(weir(line)).isEqualTo(2);
    assertThat(err.toString()).contains("unknown").startsWith("weir: ").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "trian --help, train",
    "trian, train",
    "bench engin --help, engine",
    "models lst --help, list",
    "models shwo icnet-camvid, show",
    "sgement --model x --help, segment"
  })
  void thatIsNearACommandSaysWhich(String line, String meant) {
    assertThat(weir(line)).isEqualTo(2);
    assertThat(err.toString()).contains("no such command; did you mean " + meant + "?");
  }

  @Test
  void thatIsNearNothingSaysWhatThereIs() {
    assertThat(weir("bench nothing-like-it --help")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'nothing-like-it': no such command; expected one of engine, pipeline, latency")
        .contains("weir bench --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "bench --help", "models list --help", "-h", "--version"})
  void isNotFoundWhereThereIsNone(String line) {
    assertThat(weir(line)).isZero();
    assertThat(out.toString()).contains("weir");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"eval --hlep, --hlep", "train --recipie x.json, --recipie"})
  void isNamedBeforeAMissingOption(String line, String unknown) {
    assertThat(weir(line)).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option: '" + unknown + "'").hasLineCount(1);
  }

  @Test
  void leavesAMissingOptionToBeNamedWhereThereIsNone() {
    assertThat(weir("eval")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"help, weir demo", "help eval, weir eval"})
  void isNotTheHelpCommand(String line, String shown) {
    assertThat(weir(line)).isZero();
    assertThat(out.toString()).contains(shown);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void isNotConfusedWithAMapWithoutItsKey() {
    assertThat(weir("segment --kafka acks")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("weir: --kafka acks: expected KEY=VALUE (see weir segment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sasl.password s3cret", "sasl.password:s3cret"})
  void doesNotShowTheValueOfASettingWithoutAnEqualsSign(String setting) {
    assertThat(weir(new String[] {"segment", "--kafka", setting})).isEqualTo(2);
    assertThat(err.toString()).startsWith("weir: --kafka sasl.password***: expected KEY=VALUE (");
  }
}
