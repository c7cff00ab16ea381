package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.torch.Parity;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trains every network of the zoo, as narrow as possible, from random weights. */
@DisplayName("Every network, narrow")
class EveryNetworkLearnsIT {
  private static final double ENOUGH = 0.95;

  /**
   * How a network is trained.
   *
   * @param width of the network
   * @param rate the learning rate: narrow layers need a high rate, but networks without batch
   *     normalization do not tolerate it
   * @param batch samples to a step; batch normalization of pooled 1×1 maps has no other values to
   *     average
   * @param steps maximum number of steps
   * @param source of the two images
   */
  private record Lesson(double width, double rate, int batch, int steps, LabeledSource source) {}

  private static final Lesson NORMALIZED = new Lesson(0.05, 0.03, 4, 120, TwoPictures.halves());

  private static final Lesson PLAIN = new Lesson(0.05, 0.005, 4, 120, TwoPictures.halves());

  private static final Map<String, Lesson> OTHERS =
      Map.of(
          "fcn32s", PLAIN,
          "fcn16s", PLAIN,
          "fcn8s", PLAIN,
          // its decoder has no batch normalization
          "refinenet50", PLAIN,
          "refinenet101", PLAIN,
          // 8 channels of its full-size level become zero
          "unet", new Lesson(0.125, 0.006, 4, 150, TwoPictures.halves()),
          // All data passes through one 1×1 map. With pictures that share no class, it learns to
          // tell
          // the pictures apart, but hardly any positions within them.
          "deconvnet", new Lesson(0.05, 0.03, 2, 150, TwoPictures.scenes()),
          // its half without batch normalization limits the rate
          "edeconvnet", new Lesson(0.05, 0.01, 2, 60, TwoPictures.halves()));

  @TempDir private Path folder;

  static List<String> networks() {
    return Networks.names();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsTwoImagesAndScoresThemAlikeInBothRuntimes(String network) throws Exception {
    // Given
    Lesson lesson = OTHERS.getOrDefault(network, NORMALIZED);
    Recipe recipe = recipe(network, lesson);
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(lesson.source(), 1)), List.of("two:1"), lesson.source());
    RunFolder run = new RunFolder(folder);

    // When
    RunReport report =
        Trainer.train(
            recipe,
            data,
            run,
            TrainingDevice.of("cpu", 1),
            new Trainer.Start(new RandomWeights(1), "random", ""),
            new UntilLearnt());

    // Then
    assertThat(report.points().get(report.points().size() - 1).accuracy())
        .as("accuracy of %s", report.points())
        .isGreaterThanOrEqualTo(ENOUGH);
    OnnxWeights learnt = OnnxWeights.read(run.last());
    Parity.ofBrieflyTrained(recipe.definition(), learnt, 64, 97, folder);
    for (int i = 0; i < lesson.source().size(); i++) {
      LabeledImage image = lesson.source().read(i);
      float[] seen = normalized(image, recipe.normalization());
      Parity.ofLearntByHeart(
          recipe.definition(), learnt, seen, image.height(), image.width(), folder);
    }
  }

  /** Red, green, blue, each of height x width: the network's input. */
  private static float[] normalized(LabeledImage image, Normalization how) {
    int pixels = image.labels().length;
    float[] values = new float[3 * pixels];
    for (int c = 0; c < 3; c++) {
      for (int p = 0; p < pixels; p++) {
        float level = (image.bgr()[3 * p + 2 - c] & 0xFF) / 255f;
        values[c * pixels + p] = (level - how.mean().get(c)) / how.std().get(c);
      }
    }
    return values;
  }

  private static Recipe recipe(String network, Lesson lesson) throws IOException {
    String size = lesson.source().read(0).width() + "x" + lesson.source().read(0).height();
    return Recipe.read(
            "compare",
            Map.of(
                "size",
                size,
                "crop",
                size,
                "batch",
                "" + lesson.batch(),
                "steps",
                "" + lesson.steps(),
                "validate-every",
                "30",
                "ema-decay",
                "0.8",
                "schedule",
                "{shape: constant, warmup: 5, power: 1}",
                "optimizer.learning-rate",
                "" + lesson.rate(),
                "augmentation",
                "{mirror: false, min-scale: 1, max-scale: 1, aspect: 1, brightness: 0, contrast: 0, saturation: 0, color: 0}"))
        .of(network, lesson.width());
  }

  /** Stops the run at the first score that is enough. */
  private static final class UntilLearnt implements TrainingListener {
    private boolean learnt;

    @Override
    public void step(int done, int of, double loss) {}

    @Override
    public void point(ScorePoint point, boolean best) {
      learnt = point.accuracy() >= ENOUGH;
    }

    @Override
    public boolean stopAsked() {
      return learnt;
    }
  }
}
