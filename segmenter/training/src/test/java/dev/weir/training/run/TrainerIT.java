package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.training.data.DataException;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A training run")
class TrainerIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"fp32", "bf16"})
  void learnsTwoImages(String precision) throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "80", "validate-every", "80", "precision", precision));

    // When
    RunReport report = train(recipe, "two", Integer.MAX_VALUE);

    // Then
    assertThat(report.best().orElseThrow().accuracy()).isGreaterThanOrEqualTo(0.95);
    assertThat(folder.resolve("two/best.onnx")).isNotEmptyFile();
    assertThat(folder.resolve("two/curves.png")).isNotEmptyFile();
    assertThat(RunReport.read(folder.resolve("two/run.json"))).isEqualTo(report);
  }

  @Test
  void goneOnWithEndsInTheSameWeightsAsUnbroken() throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "12", "validate-every", "6"));
    train(recipe, "unbroken", Integer.MAX_VALUE);

    // When: stopped between two scores, and gone on with
    train(recipe, "broken", 4);
    assertThat(folder.resolve("broken/last.onnx")).doesNotExist();
    RunReport report = train(recipe, "broken", Integer.MAX_VALUE);

    // Then
    assertThat(report.points()).hasSize(2);
    assertThat(Files.readAllBytes(folder.resolve("broken/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("unbroken/last.onnx")));
  }

  @Test
  void stoppedInALaterStageEndsInTheSameWeightsAsUnbroken() throws Exception {
    // Given: objects for four steps, proposals for eight
    Recipe recipe =
        small(
            Map.of(
                "steps", "12",
                "validate-every", "12",
                "crop", "64x64",
                "stages", "[{crops: objects, share: 1}, {crops: proposals, share: 2}]"));
    train(recipe, "unbroken", Integer.MAX_VALUE);
    train(small(Map.of("steps", "12", "validate-every", "12", "crop", "64x64")), "scenes", 99);

    // When: stopped in the first stage and in the second
    train(recipe, "broken", 3);
    train(recipe, "broken", 4);
    train(recipe, "broken", Integer.MAX_VALUE);

    // Then
    assertThat(Files.readAllBytes(folder.resolve("broken/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("unbroken/last.onnx")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("scenes/last.onnx")));
  }

  @Test
  @Timeout(300)
  void stopsWhileItWaitsForSamplesAndGoesOnFromThere() throws Exception {
    // Given a picture that does not come, after those of two steps
    Recipe recipe = small(Map.of("steps", "4", "validate-every", "4"));
    Stuck stuck = new Stuck(2 + 2 * recipe.batch()); // two are read beforehand
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
    train(recipe, "unbroken", Integer.MAX_VALUE);
    assertThat(report.points()).hasSize(1);
    assertThat(Files.readAllBytes(folder.resolve("stuck/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("unbroken/last.onnx")));
  }

  @Test
  void stoppedInTheMiddleOfAScoreMakesItWhenGoneOnWith() throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "6", "validate-every", "3"));
    RunReport unbroken = train(recipe, "unbroken", Integer.MAX_VALUE);

    // When: stopped between two steps, before batch statistics are measured, and while it scores
    train(recipe, "broken", 2);
    RunReport unsettled = train(recipe, "broken", 1);
    RunReport unscored = trainUntilItScores(recipe, "broken");
    RunReport report = train(recipe, "broken", Integer.MAX_VALUE);

    // Then
    assertThat(unsettled.points()).isEmpty();
    assertThat(unscored.points()).isEmpty();
    assertThat(report.points())
        .usingRecursiveComparison()
        .ignoringFields("hours")
        .isEqualTo(unbroken.points());
    assertThat(Files.readAllBytes(folder.resolve("broken/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("unbroken/last.onnx")));
  }

  @Test
  void ofAnotherRecipeIsNotGoneOnWith() throws Exception {
    // Given
    train(small(Map.of("steps", "4", "validate-every", "2")), "run", 2);
    Recipe other = small(Map.of("steps", "4", "validate-every", "2", "batch", "3"));

    // When, then
    assertThatThrownBy(() -> train(other, "run", Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another recipe");
  }

  @Test
  void isNotBegunOnAPictureThatCannotBeScored() throws Exception {
    // Given: a validation picture that cannot be read
    LabeledSource broken =
        new Counted(TwoPictures.scenes()) {
          @Override
          public LabeledImage read(int index) {
            throw new DataException("street.png: 10x10, its label 20x20");
          }
        };
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(TwoPictures.scenes(), 1)), List.of("two scenes:1"), broken);
    RunFolder run = new RunFolder(folder.resolve("run"));

    // When, then
    assertThatThrownBy(
            () ->
                Trainer.train(
                    small(Map.of()), data, run, TrainingDevice.of("cpu", 1), start(), new Quiet()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("street.png");
    assertThat(run.report()).doesNotExist();
  }

  @Test
  void withoutItsCheckpointIsNotBegunAnew() throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "2", "validate-every", "2"));
    train(recipe, "run", 1);
    Files.delete(folder.resolve("run/checkpoint.pt"));

    // When, then
    assertThatThrownBy(() -> train(recipe, "run", Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has run.json alone, expected both it and checkpoint.pt");
  }

  @Test
  void keepsItsMemoryFlat() throws Exception {
    // Given: past the first two scores, in which libtorch and ONNX Runtime set up their pools
    Recipe recipe = small(Map.of("steps", "32", "validate-every", "8"));
    List<Long> live = new ArrayList<>();
    List<Long> resident = new ArrayList<>();

    // When: steps, batch statistics, exports and scores
    Trainer.train(
        recipe,
        data(),
        new RunFolder(folder.resolve("memory")),
        TrainingDevice.of("cpu", 1),
        start(),
        new Quiet() {
          @Override
          public void point(ScorePoint point, boolean best) {
            live.add(Pointer.totalCount());
            resident.add(Pointer.physicalBytes());
          }
        });

    // Then: two whole periods later as many native objects live, to the last one
    assertThat(live).hasSize(4);
    assertThat(live.get(3)).isLessThanOrEqualTo(live.get(1));
    // Less sharply, what Java does not know of: a step's tensors are some 30 MB, 480 MB in all if
    // they were kept; the Java heap is in it too, which may still grow by 150
    assertThat(resident.get(3) - resident.get(1)).isLessThan(250L << 20);
  }

  @Test
  void keepsItsMemoryFlatFromStepToStep() throws Exception {
    // Given: past the first steps, in which libtorch sets up its pools
    Recipe recipe = small(Map.of("steps", "90", "validate-every", "90"));
    List<Long> resident = new ArrayList<>();

    // When
    Trainer.train(
        recipe,
        data(),
        new RunFolder(folder.resolve("steps")),
        TrainingDevice.of("cpu", 1),
        start(),
        new Quiet() {
          @Override
          public void step(int done, int of, double loss) {
            if (done % 30 == 0) {
              resident.add(Pointer.physicalBytes());
            }
          }
        });

    // Then: a step's tensors are some 30 MB; kept, they would be 900 MB more
    assertThat(resident.get(2) - resident.get(1)).isLessThan(100L << 20);
  }

  @Test
  void wouldBeSeenToKeepTheSmallestTensor() {
    long before = Pointer.totalCount();
    try (Tensor kept = Tensor.create(1f)) {
      assertThat(kept.item_float()).isEqualTo(1);
      assertThat(Pointer.totalCount()).isGreaterThan(before);
    }
  }

  private RunReport train(Recipe recipe, String name, int stopAfter) throws Exception {
    return Trainer.train(
        recipe,
        data(),
        new RunFolder(folder.resolve(name)),
        TrainingDevice.of("cpu", 1),
        start(),
        new Quiet() {
          private int steps;

          @Override
          public void step(int done, int of, double loss) {
            steps++;
          }

          @Override
          public boolean stopAsked() {
            return steps >= stopAfter;
          }
        });
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

  static Trainer.Start start() {
    return new Trainer.Start(new RandomWeights(1), "random", "");
  }

  /** Two scenes learnt by a small ICNet's recipe, as they are. */
  static Recipe small(Map<String, String> changes) throws IOException {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "size", TwoPictures.scenes().pictureSize(),
                "crop", TwoPictures.scenes().pictureSize(),
                "batch", "2",
                "precision", "fp32",
                "weighting", "none",
                "ema-decay", "0.9",
                "schedule.warmup", "10",
                "optimizer.learning-rate", "0.003",
                "augmentation",
                    "{mirror: false, min-scale: 1, max-scale: 1, aspect: 1, brightness: 0, contrast: 0, saturation: 0, color: 0}"));
    all.putAll(changes);
    return Recipe.read("icnet", all);
  }

  private static TrainingData data() {
    LabeledSource two = TwoPictures.scenes();
    return new TrainingData(List.of(new Mixture.Part(two, 1)), List.of("two scenes:1"), two);
  }

  /** Counts what is read. */
  private static class Counted implements LabeledSource {
    final AtomicInteger reads = new AtomicInteger();
    private final LabeledSource pictures;

    Counted(LabeledSource pictures) {
      this.pictures = pictures;
    }

    @Override
    public String name() {
      return pictures.name();
    }

    @Override
    public int size() {
      return pictures.size();
    }

    @Override
    public boolean endless() {
      return pictures.endless();
    }

    @Override
    public LabeledImage read(int index) {
      reads.incrementAndGet();
      return pictures.read(index);
    }
  }

  /** Two scenes, of which so many can be read; the next one takes for ever. */
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

  /** Says nothing, never stops. */
  static class Quiet implements TrainingListener {
    @Override
    public void step(int done, int of, double loss) {}

    @Override
    public void point(ScorePoint point, boolean best) {}

    @Override
    public boolean stopAsked() {
      return false;
    }
  }
}
