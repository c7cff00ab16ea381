package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.weights.RandomWeights;
import java.nio.FloatBuffer;
import java.util.Random;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Batch normalisation's running statistics")
class RunningStatisticsTest {
  private static final Network NETWORK = new Normalised();
  private static final String MEAN = "bn.m";

  /** A convolution, batch normalisation, a classifier. */
  private record Normalised() implements Network {
    @Override
    public String name() {
      return "normalised";
    }

    @Override
    public Paper paper() {
      return new Paper("none", "nobody", "nowhere", 2024);
    }

    @Override
    public int classes() {
      return 3;
    }

    @Override
    public double width() {
      return 1;
    }

    @Override
    public <T> Scores<T> scores(Ops<T> ops, T image) {
      T x = ops.relu(ops.batchNorm("bn", ops.conv("first", image, Conv.k3(8))));
      return Scores.of(ops.conv("score", x, Conv.k1(classes()).withBias()));
    }
  }

  /** Two pictures of one pixel: very few values per channel. */
  private static Tensor images(int seed) {
    Random random = new Random(seed);
    float[] values = new float[2 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = seed + (float) random.nextGaussian();
    }
    return Tensor.create(values, 2, 3, 1, 1);
  }

  private static TorchParameters weights() {
    return TorchParameters.of(NETWORK, new RandomWeights(1), new Device("cpu"));
  }

  private static float[] values(Tensor t) {
    FloatBuffer buffer = t.detach().contiguous().createBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static float[] settled(TorchParameters weights, int... batches) {
    return TorchScope.callStill(
        () -> {
          for (int pass = 0; pass < batches.length; pass++) {
            TorchOps ops = TorchOps.settling(weights, TorchPrecision.FP32, 1, pass);
            NETWORK.scores(ops, images(batches[pass]));
          }
          return values(weights.tensor(MEAN));
        });
  }

  @Test
  void preciseStatisticsAreTheMeanOverTheBatches() {
    try (TorchParameters one = weights();
        TorchParameters other = weights();
        TorchParameters both = weights()) {
      // When
      float[] first = settled(one, 2);
      float[] second = settled(other, 7);
      float[] mean = settled(both, 2, 7);

      // Then
      for (int i = 0; i < mean.length; i++) {
        assertThat(mean[i]).isCloseTo((first[i] + second[i]) / 2, within(1e-4f));
      }
      assertThat(first).isNotEqualTo(second);
    }
  }

  @Test
  void preciseStatisticsIgnoreEarlierValues() {
    try (TorchParameters fresh = weights();
        TorchParameters used = weights()) {
      settled(used, 5, 6);
      assertThat(settled(used, 3)).containsExactly(settled(fresh, 3));
    }
  }

  @Test
  void evaluationNormalizesABatchAsInTraining() {
    try (TorchParameters weights = weights()) {
      // Given
      settled(weights, 4);

      // When
      float[] judged = scores(weights, TorchOps.Mode.EVAL);
      float[] learnt = scores(weights, TorchOps.Mode.TRAIN);

      // Then
      assertThat(judged).containsExactly(learnt, within(1e-4f));
    }
  }

  private static float[] scores(TorchParameters weights, TorchOps.Mode mode) {
    return TorchScope.callStill(
        () ->
            values(
                NETWORK
                    .scores(new TorchOps(weights, mode, TorchPrecision.FP32, 1), images(4))
                    .main()));
  }
}
