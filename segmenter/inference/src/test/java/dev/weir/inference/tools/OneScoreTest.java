package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.model.ExternalModelOutput;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A network that scores classes without a background")
class OneScoreTest {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  private static final InputSize SIZE = new InputSize(64, 48);
  private static final int PIXELS = 64 * 48;

  /** Scales pixels to -4 to 4: logits whose sigmoid is not close to 0 or 1. */
  private static final Normalization NORMALIZATION = Normalization.gray(0.5f, 0.125f);

  private static final AttributeProto TO_FLOAT =
      ExternalNetwork.integer("to", DataType.FLOAT_VALUE);
  private static final AttributeProto TO_BYTES =
      ExternalNetwork.integer("to", DataType.UINT8_VALUE);
  private static final AttributeProto TO_LAST = ExternalNetwork.list("perm", 0, 2, 3, 1);

  @TempDir private Path directory;

  private static ModelMetadata metadata(int classes) {
    return new ModelMetadata(
        ImportedModel.NETWORK,
        1,
        IntStream.range(0, classes).mapToObj(c -> "class " + c).toList(),
        Collections.nCopies(classes, 0x804080),
        NORMALIZATION,
        SIZE,
        Map.of());
  }

  private Path adopt(ExternalNetwork network, int classes, OptionalDouble threshold)
      throws IOException {
    ExternalModel read = ExternalModel.read(network.write(directory.resolve("foreign.onnx")));
    ChannelOrder order = read.order(null);
    ExternalModel external = read.ordered(order);
    ExternalModelOutput found = ImportTrial.run(external, external.output(null), SIZE);
    Path file = directory.resolve("adopted.onnx");
    ImportedModel.of(external, found, metadata(classes), order, threshold).write(file);
    return file;
  }

  private static ExternalNetwork network(int operators, Object count, int channels) {
    return new ExternalNetwork(operators, DataType.FLOAT, count, 3, 48, 64).scoring(channels);
  }

  private static ByteBuffer noise(int bytes) {
    byte[] values = new byte[bytes];
    new Random(5).nextBytes(values);
    return ByteBuffer.allocateDirect(bytes).put(0, values);
  }

  private static byte[] masks(Path model, ByteBuffer frames, int count) throws IOException {
    ByteBuffer classes = ByteBuffer.allocateDirect(count * PIXELS);
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model, CPU)) {
      segmenter.segment(frames, count, SIZE.height(), SIZE.width(), classes);
    }
    byte[] found = new byte[count * PIXELS];
    classes.get(0, found);
    return found;
  }

  /** Returns the probability of a pixel from one of its channels, red first. */
  private static double probability(ByteBuffer frames, int pixel, int channel) {
    double value = Byte.toUnsignedInt(frames.get(3 * pixel + 2 - channel)) / 255.0;
    return 1 / (1 + Math.exp(-(value - 0.5) / 0.125));
  }

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
  void isOfItsClassAboveTheThresholdAndElsewhereBackground(
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
    byte[] found = masks(adopt(network, 2, asked), frames, 2);

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
  void givesItsOwnProbabilitiesToWhoeverAsksForThem() throws IOException {
    // Given
    ByteBuffer frames = noise(PIXELS * 3);
    for (boolean sigmoid : new boolean[] {true, false}) {
      ExternalNetwork network = network(17, 1, 1);
      network.node(sigmoid ? "Sigmoid" : "Identity", "given", ExternalNetwork.SCORES);
      Path model = adopt(network.output("given", DataType.FLOAT), 2, OptionalDouble.empty());
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
  void mayHaveLostItsChannelOrItsBatchToASqueeze() throws IOException {
    // Given
    ByteBuffer frames = noise(PIXELS * 3);
    byte[] expected =
        masks(
            adopt(
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
      assertThat(masks(adopt(squeezed, 2, OptionalDouble.empty()), frames, 1)).isEqualTo(expected);
    }
  }

  @Test
  void ofTruthsIsClassNumbers() throws IOException {
    // Given
    ExternalNetwork network =
        network(17, 1, 1)
            .node("Sub", "nought", ExternalNetwork.SCORES, ExternalNetwork.SCORES)
            .node("Greater", "found", ExternalNetwork.SCORES, "nought")
            .output("found", DataType.BOOL);
    ByteBuffer frames = noise(PIXELS * 3);

    // When
    byte[] found = masks(adopt(network, 2, OptionalDouble.empty()), frames, 1);

    // Then
    for (int p = 0; p < PIXELS; p++) {
      assertThat(found[p]).isEqualTo((byte) (probability(frames, p, 0) > 0.5 ? 1 : 0));
    }
  }

  @Test
  void ofSeveralClassesIsOfTheLikeliestAboveTheThreshold() throws IOException {
    // Given: three sigmoids, four classes
    ExternalNetwork network =
        network(17, ExternalNetwork.FREE, 3)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .output("likely", DataType.FLOAT);
    ByteBuffer frames = noise(PIXELS * 3);

    // When
    byte[] found = masks(adopt(network, 4, OptionalDouble.empty()), frames, 1);

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
  void takesPicturesInGrayAsOpenCvMakesThem(String batch, int operators) throws IOException {
    // Given
    Object count = batch.equals("1") ? 1 : ExternalNetwork.FREE;
    ExternalNetwork network =
        new ExternalNetwork(operators, DataType.FLOAT, count, 1, 48, 64)
            .node("Identity", "same", ExternalNetwork.INPUT)
            .output("same", DataType.FLOAT);
    ByteBuffer frames = noise(2 * PIXELS * 3);

    // When
    byte[] found = masks(adopt(network, 2, OptionalDouble.empty()), frames, 2);

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
  void isRefusedWithTheClassesThatItWouldTake() throws IOException {
    ExternalNetwork one =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .output("likely", DataType.FLOAT);
    for (int classes : new int[] {1, 3}) {
      assertThatThrownBy(() -> adopt(one, classes, OptionalDouble.empty()))
          .hasMessageContainingAll(
              "one score a pixel", "two classes", "has " + classes, "background #000000");
    }
    ExternalNetwork three = network(17, 1, 3).output(ExternalNetwork.SCORES, DataType.FLOAT);
    assertThatThrownBy(() -> adopt(three, 4, OptionalDouble.empty()))
        .hasMessageContainingAll("3 scores a pixel", "4 classes", "add --threshold 0.5");
    assertThatThrownBy(() -> adopt(three, 3, OptionalDouble.of(0.5)))
        .hasMessageContainingAll("--threshold 0.5", "omit --threshold");
    assertThatThrownBy(() -> adopt(one, 2, OptionalDouble.of(1.5)))
        .hasMessageContaining("threshold 1.5: expected a probability between 0 and 1");
    AttributeProto[] axis = {ExternalNetwork.integer("axis", 1)};
    ExternalNetwork soft =
        network(17, 1, 1)
            .node("Softmax", "soft", axis, ExternalNetwork.SCORES)
            .output("soft", DataType.FLOAT);
    assertThatThrownBy(() -> adopt(soft, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("1 in every pixel", "a softmax over one class");
    ExternalNetwork four =
        new ExternalNetwork(17, DataType.FLOAT, 1, 4, 48, 64)
            .node("Identity", "same", ExternalNetwork.INPUT)
            .output("same", DataType.FLOAT);
    assertThatThrownBy(() -> adopt(four, 4, OptionalDouble.empty()))
        .hasMessageContainingAll("of 4 channels", "[N, 1, H, W] in gray");
  }

  @Test
  void isRefusedWhereItsScoreIsNeitherALogitNorAProbability() throws IOException {
    // Given: a probability times 255, which as a logit would mask every pixel
    ExternalNetwork scaled =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .integers("factor", 255)
            .node("Cast", "real", new AttributeProto[] {TO_FLOAT}, "factor")
            .node("Mul", "level", "likely", "real")
            .output("level", DataType.FLOAT);

    // When, then
    assertThatThrownBy(() -> adopt(scaled, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("'level'", "never below 0", "ends in the sigmoid", "--scores");

    // And given: its last channel is the last side
    ExternalNetwork last =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .node("Transpose", "turned", new AttributeProto[] {TO_LAST}, "likely")
            .output("turned", DataType.FLOAT);

    // When, then
    assertThatThrownBy(() -> adopt(last, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("[1, 48, 64, 1]", "with the channels last", "channels first");

    // And given: a mask of 0 and 255
    ExternalNetwork mask =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .integers("factor", 255)
            .node("Cast", "real", new AttributeProto[] {TO_FLOAT}, "factor")
            .node("Round", "found", "likely")
            .node("Mul", "level", "found", "real")
            .node("Cast", "bytes", new AttributeProto[] {TO_BYTES}, "level")
            .output("bytes", DataType.UINT8);

    // When, then
    assertThatThrownBy(() -> adopt(mask, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("class number 255", "a mask of 0 and 255", "0 and 1");
  }

  @Test
  void withoutANumberInAPixelTakesBatchesAllTheSame() throws IOException {
    // Given: the logarithm of numbers below 0
    ExternalNetwork undefined =
        network(17, ExternalNetwork.FREE, 1)
            .node("Log", "log", ExternalNetwork.SCORES)
            .output("log", DataType.FLOAT);

    // When, then
    assertThat(takesBatches(undefined)).isTrue();
  }

  @Test
  void thatHidesABatchOfOneInAReshapeIsFoundOut() throws IOException {
    // Given
    ExternalNetwork honest =
        network(17, ExternalNetwork.FREE, 3).output(ExternalNetwork.SCORES, DataType.FLOAT);
    ExternalNetwork fixed =
        network(17, ExternalNetwork.FREE, 3)
            .integers("one", 1, 3, 48, 64)
            .node("Reshape", "shaped", ExternalNetwork.SCORES, "one")
            .output("shaped", DataType.FLOAT);
    ExternalNetwork mixing =
        network(17, ExternalNetwork.FREE, 3)
            .node(
                "ReduceMean",
                "mean",
                new AttributeProto[] {ExternalNetwork.list("axes", 0)},
                ExternalNetwork.SCORES)
            .node("Add", "mixed", ExternalNetwork.SCORES, "mean")
            .output("mixed", DataType.FLOAT);

    // When, then
    assertThat(takesBatches(honest)).isTrue();
    assertThat(takesBatches(fixed)).isFalse();
    assertThat(takesBatches(mixing)).isFalse();
    assertThat(takesBatches(network(17, 1, 3).output(ExternalNetwork.SCORES, DataType.FLOAT)))
        .isFalse();

    // Given also: a model that runs one image at a time
    ExternalModel single =
        ExternalModel.read(fixed.write(directory.resolve("fixed.onnx"))).onePictureAtATime();
    ExternalModelOutput found = ImportTrial.run(single, "shaped", SIZE);
    Path file = directory.resolve("single.onnx");
    ImportedModel.of(single, found, metadata(3), ChannelOrder.RGB).write(file);
    ByteBuffer frames = noise(2 * PIXELS * 3);

    // Then
    byte[] expected = masks(adopt(honest, 3, OptionalDouble.empty()), frames, 2);
    assertThat(masks(file, frames, 2)).isEqualTo(expected).contains(0, 1, 2);
  }

  private boolean takesBatches(ExternalNetwork network) throws IOException {
    ExternalModel model = ExternalModel.read(network.write(directory.resolve("tried.onnx")));
    return ImportTrial.takesBatches(model, model.output(null), SIZE);
  }
}
