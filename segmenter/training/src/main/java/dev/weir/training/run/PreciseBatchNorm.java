package dev.weir.training.run;

import dev.weir.training.augment.Sample;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.torch.Batch;
import dev.weir.training.torch.TorchOps;
import dev.weir.training.torch.TorchParameters;
import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/**
 * Precise batch normalization: measures the batch statistics of the averaged weights. The running
 * statistics belong to the weights of each step and lag behind while these change. A deep network
 * can score at random with running statistics and well with precise ones (Izmailov et al., UAI
 * 2018, section 3.2; Wu and Johnson 2021, arXiv 2105.07576, section 3).
 */
final class PreciseBatchNorm {
  /** About as many batches as the running statistics cover. */
  private static final int PASSES = 16;

  private final Recipe recipe;
  private final Network network;
  private final Device device;

  /** Prepares measurements for a recipe's network on a device. */
  PreciseBatchNorm(Recipe recipe, Device device) {
    this.recipe = recipe;
    this.network = recipe.definition();
    this.device = device;
  }

  /** Returns how many of the last batches to measure on; 0 without batch normalization. */
  int passes(TorchParameters weights, int steps) {
    boolean normalized =
        weights.parameters().stream().anyMatch(p -> p.role() == Parameter.Role.MEAN);
    return normalized ? Math.min(PASSES, steps) : 0;
  }

  /**
   * Measures on {@code passes} batches; the weights do not change.
   *
   * @return false if the listener asked to stop before the last batch; the next attempt starts over
   * @throws InterruptedException if interrupted while a batch is prepared
   */
  boolean settle(TorchParameters weights, SampleLoader feed, int passes, TrainingListener listener)
      throws InterruptedException {
    for (int pass = 0; pass < passes; pass++) {
      listener.task(RunTask.MEASURING, "batch statistics", pass, passes);
      Optional<List<Sample>> next = feed.next(listener::stopAsked);
      if (next.isEmpty()) {
        return false;
      }
      List<Sample> samples = next.get();
      TorchOps ops =
          TorchOps.settling(weights, recipe.precision(), recipe.seed() * 1_000_003 + pass, pass);
      TorchScope.noGrad(
          () -> {
            Batch batch = Batch.of(samples, recipe.normalization(), recipe.precision(), device);
            network.scores(ops, batch.images());
          });
    }
    return true;
  }
}
