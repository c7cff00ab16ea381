package dev.weir.training.run;

import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/** Trains small networks on two pictures. */
abstract class TrainerKit {
  @TempDir Path folder;

  final RunReport train(Recipe recipe, String name, int stopAfter) throws Exception {
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

  static Trainer.Start start() {
    return new Trainer.Start(new RandomWeights(1), "random", "");
  }

  /** Trains a small ICNet on two scenes, without augmentation. */
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

  static TrainingData data() {
    LabeledSource two = TwoPictures.scenes();
    return new TrainingData(List.of(new Mixture.Part(two, 1)), List.of("two scenes:1"), two);
  }

  /** Counts the reads. */
  static class Counted implements LabeledSource {
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

  /** Ignores all events and never stops. */
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
