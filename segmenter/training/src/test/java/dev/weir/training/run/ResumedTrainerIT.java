package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A training run that is stopped and resumed")
class ResumedTrainerIT extends TrainerKit {
  @Test
  void resumedEndsWithTheSameWeightsAsUninterrupted() throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "12", "validate-every", "6"));
    train(recipe, "uninterrupted", Integer.MAX_VALUE);

    // When: stopped between two scores, and resumed
    train(recipe, "resumed", 4);
    assertThat(folder.resolve("resumed/last.onnx")).doesNotExist();
    RunReport report = train(recipe, "resumed", Integer.MAX_VALUE);

    // Then
    assertThat(report.points()).hasSize(2);
    assertThat(Files.readAllBytes(folder.resolve("resumed/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("uninterrupted/last.onnx")));
  }

  @Test
  void stoppedInALaterStageEndsWithTheSameWeightsAsUninterrupted() throws Exception {
    // Given: objects for four steps, proposals for eight
    Recipe recipe =
        small(
            Map.of(
                "steps", "12",
                "validate-every", "12",
                "crop", "64x64",
                "stages", "[{crops: objects, share: 1}, {crops: proposals, share: 2}]"));
    train(recipe, "uninterrupted", Integer.MAX_VALUE);
    train(small(Map.of("steps", "12", "validate-every", "12", "crop", "64x64")), "scenes", 99);

    // When: stopped in the first stage and in the second
    train(recipe, "resumed", 3);
    train(recipe, "resumed", 4);
    train(recipe, "resumed", Integer.MAX_VALUE);

    // Then
    assertThat(Files.readAllBytes(folder.resolve("resumed/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("uninterrupted/last.onnx")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("scenes/last.onnx")));
  }

  @Test
  @Timeout(300)
  void stopsWhileItWaitsForSamplesAndResumesFromThere() throws Exception {
    // Given a picture that never arrives, after the pictures of two steps
    Recipe recipe = small(Map.of("steps", "4", "validate-every", "4"));
    Stuck stuck = new Stuck(2 + 2 * recipe.batch()); // two are prefetched
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(stuck, 1)), List.of("two scenes:1"), TwoPictures.scenes());

    // When
    Trainer.train(
        recipe,
        data,
        new RunFolder(folder.resolve("stuck")),
        TrainingDevice.of("cpu", 1),
        start(),
        new Quiet() {
          @Override
          public boolean stopAsked() {
            return stuck.waits();
          }
        });

    // Then
    RunReport report = train(recipe, "stuck", Integer.MAX_VALUE);
    train(recipe, "uninterrupted", Integer.MAX_VALUE);
    assertThat(report.points()).hasSize(1);
    assertThat(Files.readAllBytes(folder.resolve("stuck/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("uninterrupted/last.onnx")));
  }

  @Test
  void stoppedDuringAScoreComputesItWhenResumed() throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "6", "validate-every", "3"));
    RunReport uninterrupted = train(recipe, "uninterrupted", Integer.MAX_VALUE);

    // When: stopped between two steps, before batch statistics are measured, and while it scores
    train(recipe, "resumed", 2);
    RunReport unsettled = train(recipe, "resumed", 1);
    RunReport unscored = trainUntilItScores(recipe, "resumed");
    RunReport report = train(recipe, "resumed", Integer.MAX_VALUE);

    // Then
    assertThat(unsettled.points()).isEmpty();
    assertThat(unscored.points()).isEmpty();
    assertThat(report.points())
        .usingRecursiveComparison()
        .ignoringFields("hours")
        .isEqualTo(uninterrupted.points());
    assertThat(Files.readAllBytes(folder.resolve("resumed/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("uninterrupted/last.onnx")));
  }

  @Test
  void withoutItsCheckpointIsNotStartedAgain() throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "2", "validate-every", "2"));
    train(recipe, "run", 1);
    Files.delete(folder.resolve("run/checkpoint.pt"));

    // When, then
    assertThatThrownBy(() -> train(recipe, "run", Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has run.json but not checkpoint.pt");
  }

  @Test
  void withAnotherRecipeIsNotResumed() throws Exception {
    // Given
    train(small(Map.of("steps", "4", "validate-every", "2")), "run", 2);
    Recipe other = small(Map.of("steps", "4", "validate-every", "2", "batch", "3"));

    // When, then
    assertThatThrownBy(() -> train(other, "run", Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another recipe");
  }

  /** Asked to stop as soon as a picture is read to be scored. */
  private RunReport trainUntilItScores(Recipe recipe, String name) throws Exception {
    Counted scored = new Counted(TwoPictures.scenes());
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(TwoPictures.scenes(), 1)), List.of("two scenes:1"), scored);
    return Trainer.train(
        recipe,
        data,
        new RunFolder(folder.resolve(name)),
        TrainingDevice.of("cpu", 1),
        start(),
        new Quiet() {
          @Override
          public boolean stopAsked() {
            return scored.reads.get() > 0;
          }
        });
  }

  /** Two scenes. After a number of reads, the next read blocks. */
  private static final class Stuck extends Counted {
    private final CountDownLatch never = new CountDownLatch(1);
    private final int max;

    Stuck(int max) {
      super(TwoPictures.scenes());
      this.max = max;
    }

    boolean waits() {
      return reads.get() > max;
    }

    @Override
    public LabeledImage read(int index) {
      LabeledImage image = super.read(index);
      if (waits()) {
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return image;
    }
  }
}
