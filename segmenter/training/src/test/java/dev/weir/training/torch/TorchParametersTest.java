package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.zoo.Parameter;
import dev.weir.zoo.networks.Icnet;
import dev.weir.zoo.weights.RandomWeights;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An average of weights")
class TorchParametersTest {
  @Test
  void movesTowardTheWeightsByTheGivenFraction() {
    RandomWeights first = new RandomWeights(1);
    try (TorchParameters weights =
            TorchParameters.of(new Icnet(2, 0.05), first, new Device("cpu"));
        TorchParameters average = weights.copy()) {
      // Given: weights that are all 4
      TorchScope.noGrad(
          () -> weights.parameters().forEach(p -> weights.tensor(p.name()).fill_(new Scalar(4))));

      // When: half of the distance, then a quarter of the rest
      average.approach(weights, 0.5);
      average.approach(weights, 0.25);

      // Then
      for (Parameter p : average.parameters()) {
        float[] before = first.values(p);
        float[] after = average.values(p);
        for (int i = 0; i < after.length; i++) {
          assertThat(after[i]).as(p.name()).isCloseTo(4 - 0.375f * (4 - before[i]), within(1e-5f));
        }
      }
    }
  }
}
