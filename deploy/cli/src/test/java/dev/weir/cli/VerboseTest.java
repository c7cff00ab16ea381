package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("--verbose")
class VerboseTest {
  @TempDir private Path dir;

  private static String complaint(Map<String, String> environment, String... args) {
    StringWriter err = new StringWriter();
    Weir.run(args, environment, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    return err.toString();
  }

  @Test
  void isAskedForOnTheCommandLineInTheEnvironmentOrInTheFile() throws IOException {
    String file = Files.writeString(dir.resolve("weir.yaml"), "verbose: true\n").toString();
    String stackTrace = "\tat dev.weir";

    assertThat(complaint(Map.of(), "ingest")).contains("--source").doesNotContain(stackTrace);
    assertThat(complaint(Map.of(), "ingest", "--verbose")).contains(stackTrace);
    assertThat(complaint(Map.of(), "-v", "ingest")).contains(stackTrace);
    assertThat(complaint(Map.of("WEIR_VERBOSE", "true"), "ingest")).contains(stackTrace);
    assertThat(complaint(Map.of(), "ingest", "--config", file)).contains(stackTrace);
    assertThat(complaint(Map.of(), "ingest", "--config", file, "--verbose")).contains(stackTrace);
  }
}
