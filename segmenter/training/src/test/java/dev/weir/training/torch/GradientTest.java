package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A gradient in bfloat16")
class GradientTest {
  private static final int BATCH = 4;
  private static final int HEIGHT = 22;
  private static final int WIDTH = 30;

  /** A k1 to so many channels, then a dilated k3. */
  private record Dilated(int channels, int dilation) implements Network {
    @Override
    public String name() {
      return "dilated";
    }

    @Override
    public Paper paper() {
      return new Paper("none", "nobody", "nowhere", 2024);
    }

    @Override
    public int classes() {
      return 8;
    }

    @Override
    public double width() {
      return 1;
    }

    @Override
    public <T> Scores<T> scores(Ops<T> ops, T image) {
      T x = ops.conv("first", image, Conv.k1(channels));
      return Scores.of(ops.conv("second", x, Conv.k3(8).dilation(dilation)));
    }
  }

  /** By the weights of the dilated convolution, of the sum of the squared scores. */
  private static float[] gradient(Network network, TorchPrecision precision) {
    Random random = new Random(2);
    float[] image = new float[BATCH * 3 * HEIGHT * WIDTH];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    try (TorchParameters weights =
        TorchParameters.of(network, new RandomWeights(1), new Device("cpu"))) {
      return TorchScope.call(
          () -> {
            Tensor x =
                Tensor.create(image, BATCH, 3, HEIGHT, WIDTH)
                    .to(precision.type())
                    .contiguous(MemoryFormat.ChannelsLast);
            TorchOps ops = new TorchOps(weights, TorchOps.Mode.TRAIN, precision, 1);
            Tensor scores = network.scores(ops, x).main().to(ScalarType.Float);
            scores.mul(scores).sum().backward();
            FloatBuffer values = weights.tensor("second.w").grad().contiguous().createBuffer();
            float[] gradient = new float[values.remaining()];
            values.get(gradient);
            return gradient;
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"48,3", "40,3", "24,2", "40,24", "40,1", "8,2"})
  void equalsThe32BitGradientUpToItsPrecision(int channels, int dilation) {
    // Given
    Network network = new Dilated(channels, dilation);

    // When
    float[] exact = gradient(network, TorchPrecision.FP32);
    float[] coarse = gradient(network, TorchPrecision.BF16);

    // Then
    double wrong = 0;
    double all = 0;
    for (int i = 0; i < exact.length; i++) {
      wrong += Math.abs(exact[i] - coarse[i]);
      all += Math.abs(exact[i]);
    }
    assertThat(wrong / all).isLessThan(0.03);
  }
}
