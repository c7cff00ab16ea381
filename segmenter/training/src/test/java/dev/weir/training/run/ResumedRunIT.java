package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.layout.DataSpec;
import dev.weir.training.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses every random choice and every kind of state. */
@DisplayName("A run with everything on")
class ResumedRunIT {
  @TempDir private Path folder;

  @Test
  void resumedEndsWithTheSameWeightsAsUninterrupted() throws Exception {
    // Given: momentum, dropout, and mirrored and recolored crops of two sources, one of them
    // endless
    Recipe recipe =
        TrainerKit.small(
            Map.of(
                "network", "fcn8s",
                "width", "0.05",
                "crop", "64x64",
                "steps", "8",
                "validate-every", "4",
                "optimizer.name", "sgd",
                "optimizer.weight-decay", "0.001",
                "ohem-min-kept", "0.25",
                "lovasz", "1",
                "augmentation",
                    "{mirror: true, min-scale: 0.5, max-scale: 2, aspect: 1.2, brightness: 0.1, contrast: 0.25, saturation: 0.3, color: 0.05}"));
    train(recipe, "unbroken", Integer.MAX_VALUE);

    // When: stopped before the first score and after it
    train(recipe, "broken", 3);
    train(recipe, "broken", 3);
    train(recipe, "broken", Integer.MAX_VALUE);

    // Then: to the last bit
    CheckpointContents unbroken = CheckpointContents.read(recipe, folder.resolve("unbroken"));
    CheckpointContents broken = CheckpointContents.read(recipe, folder.resolve("broken"));
    assertThat(broken.steps()).isEqualTo(unbroken.steps()).isEqualTo(8);
    unbroken
        .weights()
        .forEach((name, w) -> assertThat(broken.weights().get(name)).as(name).isEqualTo(w));
    unbroken
        .average()
        .forEach((name, a) -> assertThat(broken.average().get(name)).as(name).isEqualTo(a));
    assertThat(Files.readAllBytes(folder.resolve("broken/last.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("unbroken/last.onnx")));
  }

  private void train(Recipe recipe, String name, int stopAfter) throws Exception {
    LabeledSource two = TwoPictures.scenes();
    LabeledSource drive =
        DataSpec.parse("synthetic:street?size=64x48&count=4").open(ClassMap.CAMVID);
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(two, 1), new Mixture.Part(drive, 2)),
            List.of("two scenes:1", "drive:2"),
            two);
    Trainer.train(
        recipe,
        data,
        new RunFolder(folder.resolve(name)),
        TrainingDevice.of("cpu", 2),
        TrainerKit.start(),
        new TrainerKit.Quiet() {
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
}
