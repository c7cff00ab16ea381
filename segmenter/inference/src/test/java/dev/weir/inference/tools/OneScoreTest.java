package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A network that scores classes without a background")
class OneScoreTest extends OneScoreFixture {
  @ParameterizedTest(name = "sigmoid: {1}, {2} at once, above {3}, operator set {0}")
  @CsvSource({
    "11, true, 1, 0.5",
    "11, false, any, 0.5",
    "12, true, any, 0.3",
    "13, false, 1, 0.9",
    "15, true, any, 0.5",
    "17, true, 1, 0.75",
    "18, false, any, 0.5",
    "20, true, any, 0.1",
    "21, false, 1, 0.5",
    "21, true, any, 0.5"
  })
  void returnsItsClassAboveTheThresholdAndBackgroundElsewhere(
      int operators, boolean sigmoid, String batch, double threshold) throws IOException {
    // Given
    ExternalNetwork network = network(operators, batch.equals("1") ? 1 : ExternalNetwork.FREE, 1);
    if (sigmoid) {
      network.node("Sigmoid", "likely", ExternalNetwork.SCORES).output("likely", DataType.FLOAT);
    } else {
      network.output(ExternalNetwork.SCORES, DataType.FLOAT);
    }
    OptionalDouble asked = threshold == 0.5 ? OptionalDouble.empty() : OptionalDouble.of(threshold);
    ByteBuffer frames = noise(2 * PIXELS * 3);

    // When
    byte[] found = masks(importModel(network, 2, asked), frames, 2);

    // Then
    assertThat(found).contains(0, 1);
    for (int p = 0; p < found.length; p++) {
      double probability = probability(frames, p, 0);
      if (Math.abs(probability - threshold) > 1e-5) {
        assertThat(found[p]).as("pixel " + p).isEqualTo((byte) (probability > threshold ? 1 : 0));
      }
    }
  }

  @Test
  void returnsItsOwnProbabilities() throws IOException {
    // Given
    ByteBuffer frames = noise(PIXELS * 3);
    for (boolean sigmoid : new boolean[] {true, false}) {
      ExternalNetwork network = network(17, 1, 1);
      network.node(sigmoid ? "Sigmoid" : "Identity", "given", ExternalNetwork.SCORES);
      Path model = importModel(network.output("given", DataType.FLOAT), 2, OptionalDouble.empty());
      FloatBuffer found =
          ByteBuffer.allocateDirect(2 * PIXELS * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();

      // When
      try (OnnxSegmenter segmenter = OnnxSegmenter.openForProbabilities(model, CPU)) {
        segmenter.probabilities(frames, SIZE.height(), SIZE.width(), found);
      }

      // Then
      for (int p = 0; p < PIXELS; p += 7) {
        double probability = probability(frames, p, 0);
        assertThat((double) found.get(PIXELS + p)).isCloseTo(probability, within(1e-4));
        assertThat((double) found.get(p)).isCloseTo(1 - probability, within(1e-4));
      }
    }
  }

  @Test
  void mayHaveSqueezedItsChannelOrItsBatch() throws IOException {
    // Given
    ByteBuffer frames = noise(PIXELS * 3);
    byte[] expected =
        masks(
            importModel(
                network(11, 1, 1).output(ExternalNetwork.SCORES, DataType.FLOAT),
                2,
                OptionalDouble.empty()),
            frames,
            1);
    for (AttributeProto axes :
        new AttributeProto[] {
          ExternalNetwork.list("axes", 1), ExternalNetwork.list("axes", 0, 1)
        }) {
      ExternalNetwork squeezed =
          network(11, 1, 1)
              .node("Sigmoid", "likely", ExternalNetwork.SCORES)
              .node("Squeeze", "flat", new AttributeProto[] {axes}, "likely")
              .output("flat", DataType.FLOAT);

      // When, then
      assertThat(masks(importModel(squeezed, 2, OptionalDouble.empty()), frames, 1))
          .isEqualTo(expected);
    }
  }

  @Test
  void thatReturnsBooleansReturnsClassNumbers() throws IOException {
    // Given
    ExternalNetwork network =
        network(17, 1, 1)
            .node("Sub", "nought", ExternalNetwork.SCORES, ExternalNetwork.SCORES)
            .node("Greater", "found", ExternalNetwork.SCORES, "nought")
            .output("found", DataType.BOOL);
    ByteBuffer frames = noise(PIXELS * 3);

    // When
    byte[] found = masks(importModel(network, 2, OptionalDouble.empty()), frames, 1);

    // Then
    for (int p = 0; p < PIXELS; p++) {
      assertThat(found[p]).isEqualTo((byte) (probability(frames, p, 0) > 0.5 ? 1 : 0));
    }
  }

  @Test
  void ofSeveralClassesReturnsTheMostProbableAboveTheThreshold() throws IOException {
    // Given: three sigmoids, four classes
    ExternalNetwork network =
        network(17, ExternalNetwork.FREE, 3)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .output("likely", DataType.FLOAT);
    ByteBuffer frames = noise(PIXELS * 3);

    // When
    byte[] found = masks(importModel(network, 4, OptionalDouble.empty()), frames, 1);

    // Then
    assertThat(found).contains(0, 1, 2, 3);
    for (int p = 0; p < PIXELS; p++) {
      int pixel = p;
      double largest =
          IntStream.range(0, 3).mapToDouble(c -> probability(frames, pixel, c)).max().orElseThrow();
      double own = found[p] == 0 ? 0.5 : probability(frames, p, found[p] - 1);
      assertThat(own).isGreaterThan(Math.max(largest, 0.5) - 1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 17", "any, 11", "any, 21"})
  void takesGrayPicturesAsOpenCvConvertsThem(String batch, int operators) throws IOException {
    // Given
    Object count = batch.equals("1") ? 1 : ExternalNetwork.FREE;
    ExternalNetwork network =
        new ExternalNetwork(operators, DataType.FLOAT, count, 1, 48, 64)
            .node("Identity", "same", ExternalNetwork.INPUT)
            .output("same", DataType.FLOAT);
    ByteBuffer frames = noise(2 * PIXELS * 3);

    // When
    byte[] found = masks(importModel(network, 2, OptionalDouble.empty()), frames, 2);

    // Then
    assertThat(found).contains(0, 1);
    for (int p = 0; p < found.length; p++) {
      double gray =
          0.114 * Byte.toUnsignedInt(frames.get(3 * p))
              + 0.587 * Byte.toUnsignedInt(frames.get(3 * p + 1))
              + 0.299 * Byte.toUnsignedInt(frames.get(3 * p + 2));
      if (Math.abs(gray - 127.5) > 1e-3) {
        assertThat(found[p]).as("pixel " + p).isEqualTo((byte) (gray > 127.5 ? 1 : 0));
      }
    }
  }

  @Test
  void returnsBackgroundWhereItsScoreIsNotANumber() throws IOException {
    // Given a network whose score is NaN where its input is below 0
    ExternalNetwork undefined =
        network(17, 1, 1)
            .node("Sqrt", "root", ExternalNetwork.SCORES)
            .node("Sigmoid", "likely", "root")
            .output("likely", DataType.FLOAT);
    ByteBuffer frames = noise(PIXELS * 3);

    // When
    byte[] found = masks(importModel(undefined, 2, OptionalDouble.empty()), frames, 1);

    // Then
    assertThat(found).contains(0, 1);
    for (int p = 0; p < PIXELS; p++) {
      if (probability(frames, p, 0) < 0.5) {
        assertThat(found[p]).as("pixel " + p).isEqualTo((byte) 0);
      }
    }
  }
}
