package dev.weir.training.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.training.torch.TorchOps;
import dev.weir.training.torch.TorchParameters;
import dev.weir.training.torch.TorchPrecision;
import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.Weights;
import dev.weir.zoo.weights.WeightsException;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Pruning by the kernels' norm")
class PrunedWeightsTest {
  private static final int CLASSES = 5;

  @TestFactory
  Stream<DynamicTest> givesEveryWeightOfTheNarrowNetwork() {
    return Networks.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      // Given
                      Network wide = Networks.of(name, CLASSES, 0.25);
                      Network narrow = Networks.of(name, CLASSES, 0.125);

                      // When
                      Weights pruned = PrunedWeights.of(wide, new RandomWeights(1), narrow);

                      // Then
                      for (Parameter p : CostOps.parametersOf(narrow)) {
                        assertThat(pruned.values(p)).as(p.name()).hasSize(p.elements());
                      }
                    }));
  }

  @Test
  void isLosslessIfTheRemovedKernelsAreZero() {
    // Given: an ICNet in which every second channel is zero
    Network wide = Networks.of("icnet", CLASSES, 0.25);
    Network narrow = Networks.of("icnet", CLASSES, 0.125);
    Weights half = new HalfDead(wide, narrow);

    // When
    Weights pruned = PrunedWeights.of(wide, half, narrow);

    // Then
    float[] before = scores(wide, half);
    float[] after = scores(narrow, pruned);
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.length; i++) {
      assertThat(Math.abs(before[i] - after[i]))
          .isLessThan(1e-4f * Math.max(1, Math.abs(before[i])));
    }
  }

  @Test
  void rejectsWeightsOfAnotherNetwork() {
    assertThatThrownBy(
            () ->
                PrunedWeights.of(
                    Networks.of("icnet", CLASSES, 0.25),
                    new RandomWeights(1),
                    Networks.of("unet", CLASSES, 0.25)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("one network in two widths");
  }

  private static float[] scores(Network network, Weights weights) {
    Random random = new Random(4);
    float[] image = new float[3 * 64 * 96];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    try (TorchParameters parameters = TorchParameters.of(network, weights, new Device("cpu"))) {
      return TorchScope.callStill(
          () -> {
            TorchOps ops = new TorchOps(parameters, TorchOps.Mode.EVAL, TorchPrecision.FP32, 0);
            Tensor main = network.scores(ops, Tensor.create(image, 1, 3, 64, 96)).main();
            FloatBuffer buffer = main.contiguous().createBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return values;
          });
    }
  }

  /**
   * Random weights, but 0 for odd output channels in layers that have half as many channels in the
   * narrow network.
   */
  private static final class HalfDead implements Weights {
    private final Weights random = new RandomWeights(2);
    private final java.util.Map<String, Parameter> narrow = new java.util.HashMap<>();

    HalfDead(Network wide, Network narrow) {
      assertThat(CostOps.parametersOf(wide)).hasSameSizeAs(CostOps.parametersOf(narrow));
      CostOps.parametersOf(narrow).forEach(p -> this.narrow.put(p.name(), p));
    }

    @Override
    public float[] values(Parameter parameter) {
      float[] values = random.values(parameter);
      int out = parameter.shape().get(0);
      boolean halved = narrow.get(parameter.name()).shape().get(0) < out;
      boolean silent =
          parameter.role() == Parameter.Role.KERNEL || parameter.role() == Parameter.Role.SHIFT;
      for (int i = 0; i < values.length && halved && silent; i++) {
        if (i / (values.length / out) % 2 == 1) {
          values[i] = 0;
        }
      }
      return values;
    }

    @Override
    public boolean has(String name) {
      return true;
    }
  }
}
