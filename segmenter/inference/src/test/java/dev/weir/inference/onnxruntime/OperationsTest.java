package dev.weir.inference.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.RandomWeights;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares operations in ONNX Runtime with plain loops written from their contract. */
class OperationsTest {
  private static final InputSize SIZE = new InputSize(35, 33); // odd, to test rounding
  private static final int H = SIZE.height();
  private static final int W = SIZE.width();
  private static final RandomWeights WEIGHTS = new RandomWeights(11);

  /** Few distinct values, so that windows have ties. */
  private static final float[] IMAGE = image();

  private static float[] image() {
    Random random = new Random(4);
    float[] image = new float[3 * H * W];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(5) - 2;
    }
    return image;
  }

  private static float[] run(NetworkRuns.Layers layers) throws OrtException {
    return NetworkRuns.run(NetworkRuns.network(layers), WEIGHTS, SIZE, Unpooling.OPERATOR, IMAGE);
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], within(1e-4f));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,2,0", "3,1,1", "7,1,0", "3,2,1"})
  void aTransposedConvolutionLaysWeightedPatches(int kernel, int stride, int padding)
      throws OrtException {
    // Given
    Deconv spec = new Deconv(2, kernel, stride, padding, true);
    Shape input = new Shape(3, H, W);
    float[] weights = WEIGHTS.values(Parameter.of("up", spec, input).get(0));
    Shape shape = spec.output(input);
    float[] expected = new float[(int) shape.elements()];
    for (int c = 0; c < 3; c++) {
      for (int o = 0; o < 2; o++) {
        for (int y = 0; y < H * kernel; y++) {
          for (int x = 0; x < W * kernel; x++) {
            int row = y / kernel * stride + y % kernel - padding;
            int column = x / kernel * stride + x % kernel - padding;
            if (row >= 0 && row < shape.height() && column >= 0 && column < shape.width()) {
              int tap = ((c * 2 + o) * kernel + y % kernel) * kernel + x % kernel;
              expected[(o * shape.height() + row) * shape.width() + column] +=
                  IMAGE[(c * H + y / kernel) * W + x / kernel] * weights[tap];
            }
          }
        }
      }
    }

    // When
    float[] found =
        run(
            new NetworkRuns.Layers() {
              @Override
              public <T> T of(Ops<T> ops, T x) {
                return ops.deconv("up", x, spec);
              }
            });

    // Then
    assertClose(found, expected);
  }

  @ParameterizedTest
  @CsvSource({"3,2,true", "7,1,false"})
  void aDepthwiseConvolutionKeepsItsChannelsApart(int kernel, int stride, boolean padded)
      throws OrtException {
    // Given
    Conv spec = new Conv(3, kernel, stride, 1, 3, false, padded, 1);
    Shape input = new Shape(3, H, W);
    float[] weights = WEIGHTS.values(Parameter.of("depth", spec, input).get(0));
    Shape shape = spec.output(input);
    float[] expected = new float[(int) shape.elements()];
    for (int i = 0; i < expected.length; i++) {
      int c = i / (shape.height() * shape.width());
      for (int tap = 0; tap < kernel * kernel; tap++) {
        int row = i / shape.width() % shape.height() * stride + tap / kernel - spec.padding();
        int column = i % shape.width() * stride + tap % kernel - spec.padding();
        if (row >= 0 && row < H && column >= 0 && column < W) {
          expected[i] += IMAGE[(c * H + row) * W + column] * weights[c * kernel * kernel + tap];
        }
      }
    }

    // When
    float[] found =
        run(
            new NetworkRuns.Layers() {
              @Override
              public <T> T of(Ops<T> ops, T x) {
                return ops.conv("depth", x, spec);
              }
            });

    // Then
    assertClose(found, expected);
  }

  /** Returns the position of each window's maximum, the first one in a tie. */
  private static int[] maxima(int kernel, int stride) {
    int before = (kernel - 1) / 2;
    int rows = (H + stride - 1) / stride;
    int columns = (W + stride - 1) / stride;
    int[] places = new int[3 * rows * columns];
    for (int i = 0; i < places.length; i++) {
      int best = -1;
      for (int tap = 0; tap < kernel * kernel; tap++) {
        int row = i / columns % rows * stride + tap / kernel - before;
        int column = i % columns * stride + tap % kernel - before;
        if (row >= 0 && row < H && column >= 0 && column < W) {
          int place = (i / (rows * columns) * H + row) * W + column;
          best = best < 0 || IMAGE[place] > IMAGE[best] ? place : best;
        }
      }
      places[i] = best;
    }
    return places;
  }

  @ParameterizedTest
  @CsvSource({"2,2", "3,2", "5,1"})
  void aMaxPoolRoundsUp(int kernel, int stride) throws OrtException {
    // Given
    int[] places = maxima(kernel, stride);
    float[] expected = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      expected[i] = IMAGE[places[i]];
    }

    // When
    float[] found =
        run(
            new NetworkRuns.Layers() {
              @Override
              public <T> T of(Ops<T> ops, T x) {
                return ops.maxPool(x, kernel, stride);
              }
            });

    // Then
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Unpooling.class)
  void unpoolingPutsValuesBackWhereTheMaximaStood(Unpooling unpooling) throws OrtException {
    // Given a batch of two, the second image the negative of the first
    float[] batch = new float[2 * IMAGE.length];
    for (int i = 0; i < IMAGE.length; i++) {
      batch[i] = IMAGE[i];
      batch[IMAGE.length + i] = -IMAGE[i];
    }
    float[] expected = new float[IMAGE.length];
    for (int place : maxima(2, 2)) {
      expected[place] = 2 * IMAGE[place];
    }

    // When doubled maxima are unpooled
    float[] found =
        NetworkRuns.run(
            NetworkRuns.network(
                new NetworkRuns.Layers() {
                  @Override
                  public <T> T of(Ops<T> ops, T x) {
                    PooledWithIndices<T> pool = ops.indexedMaxPool(x);
                    return ops.unpool(ops.add(pool.maxima(), pool.maxima()), pool);
                  }
                }),
            WEIGHTS,
            SIZE,
            unpooling,
            batch);

    // Then
    assertThat(found).hasSize(batch.length).startsWith(expected);
    assertThat(found[batch.length - 1]).isEqualTo(-2 * IMAGE[IMAGE.length - 1]); // a corner
  }

  @Test
  void aMeanIsTheSumsShareAndDropoutIsNothing() throws OrtException {
    // When
    float[] found =
        run(
            new NetworkRuns.Layers() {
              @Override
              public <T> T of(Ops<T> ops, T x) {
                return ops.dropout("drop", ops.mean(List.of(x, ops.relu(x), x)), 0.9);
              }
            });

    // Then
    float[] expected = new float[IMAGE.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (2 * IMAGE[i] + Math.max(0, IMAGE[i])) / 3;
    }
    assertClose(found, expected);
  }

  @Test
  void aClassifierOfAnUpsampledMapGivesWhatItGivesWhereverItStands() throws OrtException {
    // Given the upsampled map, and a classifier with fewer channels
    Conv spec = Conv.k1(2).withBias();
    List<Parameter> parameters = Parameter.of("classifier", spec, new Shape(3, 2 * H, 2 * W));
    float[] weights = WEIGHTS.values(parameters.get(0));
    float[] bias = WEIGHTS.values(parameters.get(1));
    float[] large =
        run(
            new NetworkRuns.Layers() {
              @Override
              public <T> T of(Ops<T> ops, T x) {
                return ops.resize(x, 2 * H, 2 * W);
              }
            });
    int plane = 4 * H * W;
    float[] expected = new float[2 * plane];
    for (int o = 0; o < 2; o++) {
      for (int i = 0; i < plane; i++) {
        expected[o * plane + i] = bias[o];
        for (int c = 0; c < 3; c++) {
          expected[o * plane + i] += weights[o * 3 + c] * large[c * plane + i];
        }
      }
    }

    // When
    float[] found =
        run(
            new NetworkRuns.Layers() {
              @Override
              public <T> T of(Ops<T> ops, T x) {
                return ops.conv("classifier", ops.resize(x, 2 * H, 2 * W), spec);
              }
            });

    // Then
    assertClose(found, expected);
  }

  @Test
  void halvingByResizeIsTheMeanOfFour() throws OrtException {
    // Given an even size: DenseNet's 2x2 average pooling is exported this way
    InputSize even = new InputSize(34, 32);
    float[] image = new float[3 * 34 * 32];
    for (int i = 0; i < image.length; i++) {
      image[i] = i * 7 % 13;
    }
    float[] expected = new float[image.length / 4];
    for (int i = 0; i < expected.length; i++) {
      int first = i / 17 * 2 * 34 + i % 17 * 2;
      expected[i] = (image[first] + image[first + 1] + image[first + 34] + image[first + 35]) / 4;
    }

    // When
    float[] found =
        NetworkRuns.run(
            NetworkRuns.network(
                new NetworkRuns.Layers() {
                  @Override
                  public <T> T of(Ops<T> ops, T x) {
                    return ops.resize(x, 16, 17);
                  }
                }),
            WEIGHTS,
            even,
            Unpooling.OPERATOR,
            image);

    // Then
    assertClose(found, expected);
  }
}
