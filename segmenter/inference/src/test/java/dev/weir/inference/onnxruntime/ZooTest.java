package dev.weir.inference.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.weir.inference.ModelException;
import dev.weir.inference.Provider;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.onnx.Precision;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every network of the zoo, narrow and untrained, in ONNX Runtime. */
class ZooTest {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  private static final double NARROW = 0.1;
  private static final int CLASSES = 11;
  private static final InputSize ODD = new InputSize(97, 65);

  @TempDir Path directory;

  static List<String> networks() {
    return Networks.names();
  }

  private Path export(String name, InputSize size) throws IOException {
    Path file = directory.resolve(name + "-" + size + ".onnx");
    Network network = Networks.of(name, CLASSES, NARROW);
    DeployedModel.of(network, new RandomWeights(3), metadata(name, size)).write(file);
    return file;
  }

  private static ModelMetadata metadata(String name, InputSize size) {
    return new ModelMetadata(
        name,
        NARROW,
        ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList(),
        ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::rgb).toList(),
        Normalization.gray(0.42f, 0.28f),
        size,
        Map.of());
  }

  private static byte[] segment(OnnxSegmenter segmenter, byte[] frames, int count, int h, int w)
      throws ModelException {
    ByteBuffer in = ByteBuffer.allocateDirect(frames.length).put(0, frames);
    ByteBuffer out = ByteBuffer.allocateDirect(count * h * w);
    segmenter.segment(in, count, h, w, out);
    byte[] classes = new byte[out.capacity()];
    out.get(0, classes);
    return classes;
  }

  /** Returns a frame of color blocks: plain noise averages out in a deep network. */
  private static byte[] frame(int height, int width, long seed) {
    Random random = new Random(seed);
    byte[] frame = new byte[height * width * 3];
    for (int y = 0; y < height; y += 16) {
      for (int x = 0; x < width; x += 16) {
        byte[] color = new byte[3];
        random.nextBytes(color);
        for (int i = y; i < Math.min(height, y + 16); i++) {
          for (int j = x; j < Math.min(width, x + 16); j++) {
            System.arraycopy(color, 0, frame, 3 * (i * width + j), 3);
          }
        }
      }
    }
    return frame;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void givesClassesOfTheFramesSizeAtOddSizes(String name) throws IOException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(export(name, ODD), CPU)) {
      for (int[] side : new int[][] {{65, 97}, {127, 203}}) {
        // When
        byte[] classes = segment(segmenter, frame(side[0], side[1], 5), 1, side[0], side[1]);

        // Then
        assertThat(classes).hasSize(side[0] * side[1]);
        int largest = 0;
        for (byte c : classes) {
          largest = Math.max(largest, c & 0xFF);
        }
        assertThat(largest).isLessThan(CLASSES);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void scoresDependOnThePicture(String name) throws OrtException {
    // When
    float[] scores =
        NetworkRuns.run(
            Networks.of(name, CLASSES, NARROW),
            new RandomWeights(3),
            new InputSize(64, 127),
            Unpooling.OPERATOR,
            noise(3 * 64 * 127));

    // Then each class's scores are finite and differ between positions
    int plane = scores.length / CLASSES;
    for (int c = 0; c < CLASSES; c++) {
      float least = Float.POSITIVE_INFINITY;
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = c * plane; i < (c + 1) * plane; i++) {
        least = Math.min(least, scores[i]); // NaN stays NaN
        largest = Math.max(largest, scores[i]);
      }
      assertThat(least).isFinite();
      assertThat(largest).isFinite().isGreaterThan(least + 1e-3f * Math.abs(least));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"icnet", "segnet", "fcn8s", "pspnet50"})
  void halfThePrecisionFindsNearlyTheSameClassesInHalfTheBytes(String name) throws IOException {
    // Given
    byte[] frame = frame(64, 96, 8);
    Path full = export(name, new InputSize(96, 64));
    Path half = directory.resolve("half.onnx");

    // When
    DeployedModel.of(
            Networks.of(name, CLASSES, NARROW),
            new RandomWeights(3),
            metadata(name, new InputSize(96, 64)),
            Unpooling.SCATTER,
            Precision.FP16)
        .write(half);

    // Then
    try (OnnxSegmenter floats = OnnxSegmenter.open(full, CPU);
        OnnxSegmenter halves = OnnxSegmenter.open(half, CPU)) {
      byte[] expected = segment(floats, frame, 1, 64, 96);
      byte[] found = segment(halves, frame, 1, 64, 96);
      int same = 0;
      for (int i = 0; i < found.length; i++) {
        same += found[i] == expected[i] ? 1 : 0;
      }
      assertThat(same / (double) found.length).isGreaterThan(0.97);
      assertThat(halves.model().metadata().provenance())
          .containsEntry(DeployedModel.PRECISION, "fp16");
    }
  }

  @Test
  void theNetworkAloneGivesTheScoresOfTheNetwork() throws IOException, OrtException {
    // Given
    Network network = Networks.of("icnet", CLASSES, NARROW);
    InputSize size = new InputSize(96, 64);
    float[] images = noise(2 * 3 * 64 * 96);
    float[] expected =
        NetworkRuns.run(network, new RandomWeights(3), size, Unpooling.OPERATOR, images);
    FloatBuffer direct =
        ByteBuffer.allocateDirect(images.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(0, images);

    // When
    byte[] model = NetworkModel.scoring(network, new RandomWeights(3), size, 2).toBytes();
    try (ScoreNetwork alone = ScoreNetwork.open(model, CPU)) {
      float[] found = alone.run(direct, 2, 3, 64, 96);

      // Then
      assertThat(alone.provider()).isEqualTo(Provider.CPU);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  private static float[] noise(int count) {
    float[] values = new float[count];
    Random random = new Random(9);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"segnet", "edeconvnet", "pspnet50", "unet"})
  void aBatchGivesWhatItsFramesGiveAlone(String name) throws IOException {
    // Given
    byte[] first = frame(70, 90, 1);
    byte[] second = frame(70, 90, 2);
    byte[] both = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(export(name, new InputSize(96, 64)), CPU)) {
      // When
      byte[] together = segment(segmenter, both, 2, 70, 90);

      // Then, except for pixels whose scores tie to the last bit
      byte[] alone = Arrays.copyOf(segment(segmenter, first, 1, 70, 90), together.length);
      System.arraycopy(segment(segmenter, second, 1, 70, 90), 0, alone, 6300, 6300);
      int different = 0;
      for (int i = 0; i < alone.length; i++) {
        different += alone[i] == together[i] ? 0 : 1;
      }
      assertThat(different).isLessThan(10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segnet", "deconvnet", "edeconvnet"})
  void bothUnpoolingsGiveTheSameScores(String name) throws OrtException {
    // Given
    Network network = Networks.of(name, CLASSES, NARROW);
    float[] images = noise(2 * 3 * 97 * 65);

    // When
    float[] operator =
        NetworkRuns.run(network, new RandomWeights(3), ODD, Unpooling.OPERATOR, images);
    float[] scatter =
        NetworkRuns.run(network, new RandomWeights(3), ODD, Unpooling.SCATTER, images);

    // Then
    assertThat(operator).hasSameSizeAs(scatter);
    float largest = 0;
    float apart = 0;
    for (int i = 0; i < operator.length; i++) {
      largest = Math.max(largest, Math.abs(operator[i]));
      apart = Math.max(apart, Math.abs(operator[i] - scatter[i]));
    }
    assertThat(largest).isPositive();
    assertThat(apart).isLessThan(1e-4f * largest);
  }
}
