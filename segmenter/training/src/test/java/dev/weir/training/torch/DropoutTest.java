package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.zoo.networks.Icnet;
import dev.weir.zoo.weights.RandomWeights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Dropout in training")
class DropoutTest {
  private static final int VALUES = 4096;

  /** What of as many ones a reading leaves in {@code layer}, after it has read {@code before}. */
  private static float[] left(TorchOps.Mode mode, long seed, String layer, String... before) {
    try (TorchParameters none =
        TorchParameters.of(new Icnet(2, 0.05), new RandomWeights(1), new Device("cpu"))) {
      return TorchScope.callStill(
          () -> {
            TorchOps ops = new TorchOps(none, mode, TorchPrecision.FP32, seed);
            float[] ones = new float[VALUES];
            Arrays.fill(ones, 1);
            Tensor x = Tensor.create(ones, 1, 1, 64, 64);
            for (String other : before) {
              ops.dropout(other, x, 0.25);
            }
            float[] values = new float[VALUES];
            FloatBuffer buffer = ops.dropout(layer, x, 0.25).createBuffer();
            buffer.get(values);
            return values;
          });
    }
  }

  private static float[] learnt(long seed, String layer, String... before) {
    return left(TorchOps.Mode.TRAIN, seed, layer, before);
  }

  @Test
  void dropsTheGivenFractionAndScalesTheRest() {
    float[] values = learnt(1, "drop6");

    int dropped = 0;
    for (float value : values) {
      assertThat(value).isIn(0f, 1 / 0.75f);
      dropped += value == 0 ? 1 : 0;
    }
    assertThat(dropped / (double) VALUES).isCloseTo(0.25, within(0.03));
  }

  @Test
  void dependsOnlyOnTheSeedAndTheLayerName() {
    assertThat(learnt(1, "drop6", "drop7", "aux.drop")).containsExactly(learnt(1, "drop6"));
  }

  @Test
  void differsFromLayerToLayerAndFromStepToStep() {
    float[] one = learnt(1, "drop6");
    assertThat(learnt(1, "drop7")).isNotEqualTo(one);
    assertThat(learnt(2, "drop6")).isNotEqualTo(one);
  }

  @Test
  void isDisabledDuringEvaluation() {
    assertThat(left(TorchOps.Mode.EVAL, 1, "drop6")).containsOnly(1);
  }
}
