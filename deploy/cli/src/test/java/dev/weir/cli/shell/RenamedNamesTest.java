package dev.weir.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.cli.Weir;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A renamed option or command")
class RenamedNamesTest {
  private final StringWriter err = new StringWriter();

  private int weir(Map<String, String> environment, String... args) {
    return Weir.run(args, environment, new PrintWriter(new StringWriter()), new PrintWriter(err));
  }

  @ParameterizedTest
  @CsvSource({
    "segment --lanes 2, --lanes was renamed to --concurrency",
    "segment --lanes=2, --lanes was renamed to --concurrency",
    "models export --deviation 0.2 x.onnx, --deviation was renamed to --std",
    "models adopt a.onnx b.onnx, weir models adopt was renamed to weir models import",
    "demo --inference whole, --inference whole was renamed to full-frame",
    "demo --inference=WHOLE, --inference WHOLE was renamed to full-frame"
  })
  void isAnsweredWithTheNewOne(String line, String answer) {
    int exit = weir(Map.of(), line.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("weir: " + answer);
  }

  @ParameterizedTest
  @CsvSource({
    "WEIR_LANES, 2, WEIR_LANES was renamed to WEIR_CONCURRENCY",
    "WEIR_INFERENCE, whole, WEIR_INFERENCE whole was renamed to full-frame"
  })
  void isAnsweredInTheEnvironmentToo(String variable, String value, String answer) {
    int exit = weir(Map.of(variable, value), "segment");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(answer);
  }

  @Test
  void isAnsweredInTheSettingsFileToo(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("weir.yaml"), "lanes: 2\n");

    int exit = weir(Map.of(), "segment", "--config", file.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(file + ": lanes was renamed to concurrency");
  }

  @Test
  void leavesEverythingElseAlone() {
    String[] args = {"segment", "--concurrency", "2", "--inference", "full-frame"};

    assertThatCode(() -> RenamedNames.refuse(args, Map.of("WEIR_CONCURRENCY", "2")))
        .doesNotThrowAnyException();
  }
}
