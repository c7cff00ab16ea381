package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.weights.RandomWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run's moving average")
class AveragingIT {
  @TempDir private Path folder;

  @Test
  void averagesTheWeightsByItsDecayAndFollowsThemCloselyAtFirst() throws Exception {
    // Given: a score after each step, which leaves a checkpoint
    Recipe recipe =
        TrainerKit.small(
            Map.of("steps", "3", "validate-every", "1", "ema-decay", "0.15", "width", "0.25"));
    List<CheckpointContents> after = new ArrayList<>();

    // When
    Trainer.train(
        recipe,
        new TrainingData(
            List.of(new Mixture.Part(TwoPictures.scenes(), 1)),
            List.of("two scenes:1"),
            TwoPictures.scenes()),
        new RunFolder(folder),
        TrainingDevice.of("cpu", 1),
        TrainerKit.start(),
        new TrainerKit.Quiet() {
          @Override
          public void point(ScorePoint point, boolean best) {
            after.add(CheckpointContents.read(recipe, folder));
          }
        });

    // Then: a(k+1) = d·a(k) + (1 − d)·w(k+1) with d = min(0.15, (1 + k) / (10 + k))
    double[] decays = {1 / 10.0, 0.15, 0.15};
    assertThat(after).extracting(CheckpointContents::steps).containsExactly(1L, 2L, 3L);
    for (Parameter p : CostOps.parametersOf(recipe.definition())) {
      float[] average = new RandomWeights(1).values(p);
      for (int k = 0; k < decays.length && p.role().learned(); k++) {
        float[] weights = after.get(k).weights().get(p.name());
        for (int i = 0; i < average.length; i++) {
          average[i] = (float) (decays[k] * average[i] + (1 - decays[k]) * weights[i]);
        }
        assertThat(after.get(k).average().get(p.name()))
            .as("%s after %d steps", p.name(), k + 1)
            .containsExactly(average, within(1e-6f));
      }
    }
    assertThat(after.get(2).weights().get("conv1_1.w"))
        .isNotEqualTo(after.get(1).weights().get("conv1_1.w"));
  }
}
