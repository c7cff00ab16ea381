package dev.weir.training.run;

import dev.weir.training.recipe.Recipe;
import dev.weir.training.torch.TorchParameters;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.weights.RandomWeights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Device;

/**
 * What a run's checkpoint holds, in all its bits: a shipped model rounds to half floats.
 *
 * @param steps done
 * @param weights by name
 * @param average of them, by name
 */
record CheckpointContents(long steps, Map<String, float[]> weights, Map<String, float[]> average) {
  static CheckpointContents read(Recipe recipe, Path run) {
    try (TorchParameters weights =
            TorchParameters.of(recipe.definition(), new RandomWeights(1), new Device("cpu"));
        TorchParameters average = weights.copy();
        Optimization optimization = new Optimization(recipe.optimizer(), weights)) {
      Checkpoint checkpoint = new Checkpoint(weights, average, optimization);
      long steps = checkpoint.read(new RunFolder(run).checkpoint());
      return new CheckpointContents(steps, values(weights), values(average));
    }
  }

  private static Map<String, float[]> values(TorchParameters parameters) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Parameter p : parameters.parameters()) {
      values.put(p.name(), parameters.values(p));
    }
    return values;
  }
}
