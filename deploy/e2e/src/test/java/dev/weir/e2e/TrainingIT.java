package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.OnnxWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("weir train and weir eval")
class TrainingIT {
  private static final String COMMIT = "abc1234";
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

    // Then: the score that training reported for its last model
    assertThat(scored.get(scored.size() - 1))
        .matches("mIoU=0\\.\\d{4} accuracy=0\\.\\d{4} frames=3");
    assertThat(Files.readString(run.resolve("run.json")))
        .contains(
            "\"accuracy\" : "
                + scored.get(scored.size() - 1).replaceFirst(".*accuracy=(\\S{4}).*", "$1"));
    assertThat(dir.resolve("score.json")).isNotEmptyFile();
    assertThat(dir.resolve("confusion.png")).isNotEmptyFile();
  }

  @Test
  void aRunIsResumedAndItsModelIsTrainedFurtherPrunedDrawnAndScored() throws Exception {
    // Given: a finished run
    Path wide = dir.resolve("wide");
    output(train(wide, "width=0.25", "steps=2"));

    // Then: its model records its origin
    ModelMetadata trained = metadata(wide.resolve("best.onnx"));
    assertThat(trained.width()).isEqualTo(0.25);
    assertThat(trained.provenance())
        .containsEntry("data", "synthetic:street?count=3&size=96x64:1.0")
        .containsEntry("init", "random")
        .containsEntry("seed", "1")
        .containsEntry("steps", "2")
        .containsEntry("epochs", "1.3")
        .containsEntry("commit", COMMIT);
    assertThat(trained.provenance().get("score"))
        .matches("mIoU 0\\.\\d{4}, accuracy 0\\.\\d{4} on .*seeds=1-999.*");

    resumeWithoutTheInitialWeights(wide);
    pruneDrawAndScore(wide);
  }

  /** Trains further, stops and resumes, without the file of initial weights. */
  private void resumeWithoutTheInitialWeights(Path wide) throws Exception {
    // When
    Path first = Files.copy(wide.resolve("best.onnx"), dir.resolve("first.onnx"));
    Path on = dir.resolve("on");
    String[] goOn = train(on, "width=0.25", "steps=100000", "--init=" + first);
    int stopped = trainUntilAScore(goOn);
    Files.delete(first);
    int stoppedAgain = trainUntilAScore(goOn);

    // Then
    assertThat(stoppedAgain).isGreaterThan(stopped);
    assertThat(metadata(on.resolve("last.onnx")).provenance()).containsEntry("init", "first.onnx");
  }

  /** Prunes to half the width and scores. */
  private void pruneDrawAndScore(Path wide) throws Exception {
    // When
    Path narrow = dir.resolve("narrow");
    String[] pruning =
        train(narrow, "width=0.125", "steps=2", "--prune=" + wide.resolve("best.onnx"));
    output(pruning);
    Path sheet = dir.resolve("sheet.png");
    List<String> drawn =
        output("train", "--data=" + STREET, "--set=crop=96x64", "--sheet=" + sheet);
    Path json = dir.resolve("score.json");
    Path confusion = dir.resolve("confusion.png");
    List<String> scored =
        output(
            "eval",
            "--model=" + narrow.resolve("best.onnx"),
            "--data=" + STREET,
            "--json=" + json,
            "--confusion=" + confusion);

    // Then: the score of the run's only evaluation, on the same pictures
    ModelMetadata pruned = metadata(narrow.resolve("best.onnx"));
    assertThat(pruned.width()).isEqualTo(0.125);
    assertThat(pruned.provenance()).containsEntry("init", "pruned best.onnx");
    assertThat(drawn).containsExactly("sheet=" + sheet);
    assertThat(ImageIO.read(sheet.toFile()).getHeight()).isGreaterThan(6 * 64);
    Matcher line =
        Pattern.compile("mIoU=(0\\.\\d{4}) accuracy=(0\\.\\d{4}) frames=3")
            .matcher(scored.get(scored.size() - 1));
    assertThat(line.matches()).as(scored.toString()).isTrue();
    assertThat(pruned.provenance().get("score"))
        .startsWith("mIoU %s, accuracy %s on ".formatted(line.group(1), line.group(2)));
    assertThat(scored).anyMatch(l -> l.startsWith("mean IoU "));
    assertThat(scored).anyMatch(l -> l.startsWith("pixel accuracy "));
    assertThat(Files.readString(json)).contains("\"frames\" : 3", "\"confusion\" : [ [");
    assertThat(ImageIO.read(confusion.toFile()).getWidth()).isEqualTo(900);
  }

  /** Trains with a score after every second step, on drives that are not in the training data. */
  private static String[] train(Path run, String width, String steps, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--data=" + STREET,
                "--run=" + run,
                "--set=size=96x64",
                "--set=crop=96x64",
                "--set=batch=2",
                "--set=validate-every=2",
                "--set=" + width,
                "--set=" + steps));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** Runs until the first score, then stops; returns the step of the last score. */
  private static int trainUntilAScore(String... arguments) {
    try (WeirProcess weir = WeirProcess.start(arguments)) {
      String point = "^step=(\\d+) .*mIoU=.*";
      weir.awaitLine(point, Duration.ofMinutes(2));
      weir.interrupt();
      // The signal ends the process, which leaves a complete run.
      weir.exitCode(Duration.ofMinutes(3));
      return weir.out().stream()
          .filter(line -> line.matches(point))
          .mapToInt(line -> Integer.parseInt(line.replaceFirst(point, "$1")))
          .max()
          .orElseThrow();
    }
  }

  private static ModelMetadata metadata(Path model) throws IOException {
    return OnnxWeights.read(model).metadata();
  }

  private static List<String> output(String... arguments) {
    try (WeirProcess weir = WeirProcess.startIn(Map.of("WEIR_COMMIT", COMMIT), arguments)) {
      int code = weir.exitCode(Duration.ofMinutes(3));
      assertThat(code).as(weir.toString()).isZero();
      return weir.out();
    }
  }
}
