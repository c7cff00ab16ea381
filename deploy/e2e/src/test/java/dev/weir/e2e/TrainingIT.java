package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("weir train and weir eval")
class TrainingIT {
  private static final String STREET = "synthetic:street?size=96x64&count=3";

  @TempDir private Path dir;

  @Test
  void aModelIsTrainedAndScoredFromTheCommandLine() throws Exception {
    // Given
    Path run = dir.resolve("run");

    // When
    List<String> trained =
        output(
            "train",
            "--data=" + STREET,
            "--validate=" + STREET + "&seeds=1-9",
            "--run=" + run,
            "--set=size=96x64",
            "--set=crop=96x64",
            "--set=batch=2",
            "--set=steps=4",
            "--set=validate-every=2");

    // Then
    assertThat(trained.get(trained.size() - 1))
        .matches("mIoU=0\\.\\d{4} accuracy=0\\.\\d{4} step=[24] of=4 hours=\\S+ model=.*best.onnx");
    for (String file : List.of("best.onnx", "last.onnx", "run.json", "curves.png")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }

    // When
    List<String> scored =
        output(
            "eval",
            "--model=" + run.resolve("last.onnx"),
            "--data=" + STREET + "&seeds=1-9",
            "--json=" + dir.resolve("score.json"),
            "--confusion=" + dir.resolve("confusion.png"));

    // Then: what training said of its last model
    assertThat(scored.get(scored.size() - 1))
        .matches("mIoU=0\\.\\d{4} accuracy=0\\.\\d{4} frames=3");
    assertThat(Files.readString(run.resolve("run.json")))
        .contains(
            "\"accuracy\" : "
                + scored.get(scored.size() - 1).replaceFirst(".*accuracy=(\\S{4}).*", "$1"));
    assertThat(dir.resolve("score.json")).isNotEmptyFile();
    assertThat(dir.resolve("confusion.png")).isNotEmptyFile();
  }

  private static List<String> output(String... arguments) {
    try (WeirProcess weir = WeirProcess.start(arguments)) {
      int code = weir.exitCode(Duration.ofMinutes(3));
      assertThat(code).as(weir.toString()).isZero();
      return weir.out();
    }
  }
}
