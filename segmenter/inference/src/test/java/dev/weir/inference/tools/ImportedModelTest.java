package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.inference.ModelException;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.kinds.InferenceKind;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.model.ExternalModelOutput;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An imported model")
class ImportedModelTest {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  private static final InputSize SIZE = new InputSize(64, 48);
  private static final int PIXELS = 64 * 48;
  private static final Normalization NORMALIZATION =
      new Normalization(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

  @TempDir Path directory;

  private Path file(String name) {
    return directory.resolve(name + ".onnx");
  }

  private static ModelMetadata metadata(int classes, InputSize size) {
    return new ModelMetadata(
        ImportedModel.NETWORK,
        1,
        IntStream.range(0, classes).mapToObj(c -> "class " + c).toList(),
        Collections.nCopies(classes, 0x804080),
        NORMALIZATION,
        size,
        Map.of("terms", "none"));
  }

  private static DeployedModel adopted(
      Path file, int classes, ChannelOrder order, @Nullable InputSize asked) throws IOException {
    ExternalModel external = ExternalModel.read(file);
    InputSize size = external.size(asked);
    ExternalModelOutput found = ImportTrial.run(external, external.output(null), size);
    return ImportedModel.of(external, found, metadata(classes, size), order);
  }

  private Path adopt(ExternalNetwork network) throws IOException {
    return written("adopted", adopted(network.write(file("foreign")), 3, ChannelOrder.RGB, null));
  }

  private Path written(String name, DeployedModel model) throws IOException {
    model.write(file(name));
    return file(name);
  }

  private static ByteBuffer noise(int bytes) {
    byte[] values = new byte[bytes];
    new Random(5).nextBytes(values);
    return ByteBuffer.allocateDirect(bytes).put(0, values);
  }

  private static byte[] masks(Segmenter inference, ByteBuffer frames, int count, InputSize size)
      throws IOException {
    int pixels = count * size.width() * size.height();
    ByteBuffer classes = ByteBuffer.allocateDirect(pixels);
    try (inference) {
      inference.segment(frames, count, size.height(), size.width(), classes);
    }
    byte[] found = new byte[pixels];
    classes.get(0, found);
    return found;
  }

  /** Computes the scores of a pixel: class 0 is the network's first channel. */
  private static double[] scores(ByteBuffer frames, int pixel, ChannelOrder order) {
    double[] scores = new double[3];
    for (int c = 0; c < 3; c++) { // red, green, blue
      double value = Byte.toUnsignedInt(frames.get(3 * pixel + 2 - c)) / 255.0;
      double normalized = (value - NORMALIZATION.mean().get(c)) / NORMALIZATION.std().get(c);
      scores[order == ChannelOrder.RGB ? c : 2 - c] = normalized;
    }
    return scores;
  }

  private static void assertLargest(byte[] found, ByteBuffer frames, ChannelOrder order) {
    for (int p = 0; p < found.length; p++) {
      double[] scores = scores(frames, p, order);
      double largest = Math.max(scores[0], Math.max(scores[1], scores[2]));
      assertThat(scores[found[p]]).as("pixel " + p).isGreaterThan(largest - 1e-4);
    }
    assertThat(found).contains(0, 1, 2);
  }

  @ParameterizedTest(name = "operator set {0}, {1} at once, {2}")
  @CsvSource({
    "11, 1, RGB",
    "12, any, BGR",
    "13, any, RGB",
    "14, 1, BGR",
    "15, any, RGB",
    "17, 1, RGB",
    "18, any, BGR",
    "21, 1, RGB"
  })
  void seesNormalizedPixelsInItsOrderAndItsLargestScoreCounts(
      int operators, String batch, ChannelOrder order) throws IOException {
    // Given
    Object count = batch.equals("1") ? 1 : ExternalNetwork.FREE;
    Path foreign =
        new ExternalNetwork(operators, DataType.FLOAT, count, 3, "h", "w")
            .scoring(3)
            .output(ExternalNetwork.SCORES, DataType.FLOAT, count, 3, "h", "w")
            .write(file("foreign"));
    Path adopted = written("adopted", adopted(foreign, 3, order, SIZE));
    ByteBuffer frames = noise(2 * PIXELS * 3);

    // When
    byte[] found = masks(OnnxSegmenter.open(adopted, CPU), frames, 2, SIZE);

    // Then
    assertLargest(found, frames, order);
    assertThat(probabilities(adopted, frames)).allMatch(p -> Math.abs(p - 1) < 1e-4);
  }

  /** Returns the sum of the probabilities of some pixels. */
  private static List<Double> probabilities(Path model, ByteBuffer frames) throws IOException {
    FloatBuffer found = asked(model, frames);
    return IntStream.iterate(0, p -> p < PIXELS, p -> p + 97)
        .mapToObj(p -> IntStream.range(0, 3).mapToDouble(c -> found.get(c * PIXELS + p)).sum())
        .toList();
  }

  private static FloatBuffer asked(Path model, ByteBuffer frames) throws IOException {
    FloatBuffer found =
        ByteBuffer.allocateDirect(3 * PIXELS * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    try (OnnxSegmenter segmenter = OnnxSegmenter.openForProbabilities(model, CPU)) {
      segmenter.probabilities(frames, SIZE.height(), SIZE.width(), found);
    }
    return found;
  }

  @ParameterizedTest(name = "{0}, its channel kept: {1}, {2} at once, operator set {3}")
  @CsvSource({
    "INT64, false, 1, 17",
    "INT64, true, any, 11",
    "INT32, false, any, 13",
    "INT32, true, 1, 18",
    "UINT8, false, any, 17",
    "UINT8, true, 1, 12"
  })
  void ofClassNumbersGivesTheNearestToAFrameOfAnotherSize(
      DataType type, boolean channel, String batch, int operators) throws IOException {
    // Given: two frames of twice the working size, in blocks of uniform color
    Object count = batch.equals("1") ? 1 : ExternalNetwork.FREE;
    Path foreign =
        new ExternalNetwork(operators, DataType.FLOAT, count, 3, 48, 64)
            .scoring(3)
            .numbering(type, channel)
            .output("planes", type)
            .write(file("foreign"));
    Path adopted = written("adopted", adopted(foreign, 3, ChannelOrder.RGB, null));
    ByteBuffer blocks = noise(2 * PIXELS * 3);
    ByteBuffer frames = ByteBuffer.allocateDirect(4 * blocks.capacity());
    for (int i = 0; i < 2 * 4 * PIXELS; i++) {
      int x = i % 128 / 2;
      int y = i / 128 % 96 / 2;
      int block = i / (4 * PIXELS) * PIXELS + y * 64 + x;
      frames.put(3 * i, blocks, 3 * block, 3);
    }

    // When
    byte[] found = masks(OnnxSegmenter.open(adopted, CPU), frames, 2, new InputSize(128, 96));

    // Then
    assertLargest(found, frames, ChannelOrder.RGB);
    assertThatThrownBy(() -> InferenceKind.CRF.open(adopted, CPU))
        .hasMessageContaining("adopted.onnx: its class scores cannot be found")
        .hasMessageContaining("a graph that returns class numbers has no scores");
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void thatIsAnIcnetOfTheZooSeesWhatThatSeesDeployed(int count) throws IOException {
    // Given
    Network icnet = Networks.of("icnet", 5, 0.25);
    InputSize size = new InputSize(96, 64);
    Path bare =
        Files.write(
            file("bare"), NetworkModel.scoring(icnet, new RandomWeights(3), size, 1).toBytes());
    Path adopted = written("adopted", adopted(bare, 5, ChannelOrder.RGB, null));
    Path deployed =
        written("deployed", DeployedModel.of(icnet, new RandomWeights(3), metadata(5, size)));
    InputSize frame = new InputSize(131, 90);
    ByteBuffer frames = noise(count * 131 * 90 * 3);

    // When, Then
    for (InferenceKind kind : List.of(InferenceKind.FULL_FRAME, InferenceKind.CRF)) {
      byte[] found = masks(kind.open(adopted, CPU), frames, count, frame);
      byte[] expected = masks(kind.open(deployed, CPU), frames, count, frame);
      assertThat(found).isEqualTo(expected);
      assertThat(found).contains(found[0] == 0 ? 1 : 0); // more than one class
    }
  }

  @Test
  void keepsItsBranchesAndFunctions() throws IOException {
    ByteBuffer frames = noise(PIXELS * 3);
    for (Object count : List.of(1, ExternalNetwork.FREE)) {
      ExternalNetwork branching =
          new ExternalNetwork(17, DataType.FLOAT, count, 3, 48, 64)
              .scoring(3)
              .branching()
              .output("branched", DataType.FLOAT);
      ExternalNetwork calling =
          new ExternalNetwork(17, DataType.FLOAT, count, 3, 48, 64)
              .scoring(3)
              .calling()
              .output("doubled", DataType.FLOAT);

      for (ExternalNetwork network : List.of(branching, calling)) {
        byte[] found = masks(OnnxSegmenter.open(adopt(network), CPU), frames, 1, SIZE);
        assertLargest(found, frames, ChannelOrder.RGB);
        assertThat(probabilities(file("adopted"), frames)).allMatch(p -> Math.abs(p - 1) < 1e-4);
      }
    }
  }

  @Test
  void isNotSoftenedTwiceWhereItGivesProbabilities() throws IOException {
    // Given
    ByteBuffer frames = noise(PIXELS * 3);
    Path scores =
        adopt(ExternalNetwork.plain().scoring(3).output(ExternalNetwork.SCORES, DataType.FLOAT));
    FloatBuffer expected = asked(scores, frames);
    AttributeProto[] axis = {ExternalNetwork.integer("axis", 1)};
    ExternalNetwork softened =
        ExternalNetwork.plain()
            .scoring(3)
            .node("Softmax", "soft", axis, ExternalNetwork.SCORES)
            .output("soft", DataType.FLOAT);

    // When
    FloatBuffer found = asked(adopt(softened), frames);

    // Then
    for (int i = 0; i < found.capacity(); i += 89) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-5f));
    }
  }

  @Test
  void ofHalfFloatsIsGivenThemAndSaysWhatItWasMadeFrom() throws IOException {
    // Given
    AttributeProto[] real = {ExternalNetwork.integer("to", DataType.FLOAT_VALUE)};
    AttributeProto[] half = {ExternalNetwork.integer("to", DataType.FLOAT16_VALUE)};
    ExternalNetwork network =
        new ExternalNetwork(17, DataType.FLOAT16, 1, 3, 48, 64)
            .node("Cast", "wide", real, ExternalNetwork.INPUT)
            .node("Neg", "negative", "wide")
            .node("Cast", "halves", half, "negative")
            .output("halves", DataType.FLOAT16);
    ByteBuffer frames = noise(PIXELS * 3);
    IntStream.range(0, frames.capacity()).forEach(i -> frames.put(i, (byte) ~frames.get(i)));

    // When
    Path adopted = adopt(network);

    // Then: the smallest channel wins, except for ties in half precision
    byte[] found = masks(OnnxSegmenter.open(adopted, CPU), frames, 1, SIZE);
    for (int p = 0; p < PIXELS; p++) {
      double[] scores = scores(frames, p, ChannelOrder.RGB);
      double least = Math.min(scores[0], Math.min(scores[1], scores[2]));
      assertThat(scores[found[p]]).isLessThan(least + 4e-3);
    }
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(adopted, CPU)) {
      ModelMetadata about = segmenter.model().metadata();
      assertThat(ImportedModel.is(about)).isTrue();
      assertThat(about.provenance())
          .containsEntry("terms", "none")
          .containsEntry(
              ImportedModel.SOURCE,
              "foreign.onnx, operator set 17, input 'image', float16 [1, 3, 48, 64], rgb, output"
                  + " 'halves'");
    }
  }

  @Test
  void bringsTheWeightsThatLieBesideIt() throws IOException {
    // Given
    ExternalNetwork network =
        ExternalNetwork.plain().scoring(3).output(ExternalNetwork.SCORES, DataType.FLOAT);
    ByteBuffer kernel = ByteBuffer.allocate(8 + 36).order(ByteOrder.LITTLE_ENDIAN).putLong(-1);
    network.kernel().getFloatDataList().forEach(kernel::putFloat);
    network
        .kernel()
        .clearFloatData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", "foreign.data"))
        .addExternalData(entry("offset", "8"))
        .addExternalData(entry("length", "36"));

    // When, Then
    assertThatThrownBy(() -> adopt(network))
        .hasMessageContaining(
            "foreign.onnx: the weights of 'scaled' are in the file 'foreign.data'")
        .hasMessageContaining("no such file, expected the file that was exported with the model");
    Files.write(directory.resolve("foreign.data"), kernel.array());
    ByteBuffer frames = noise(PIXELS * 3);
    byte[] found = masks(OnnxSegmenter.open(adopt(network), CPU), frames, 1, SIZE);
    assertLargest(found, frames, ChannelOrder.RGB);
    Files.write(directory.resolve("foreign.data"), new byte[40]);
    assertThatThrownBy(() -> adopt(network)).hasMessageContaining("36 bytes at offset 8");
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void joinsAnEnsembleOfTheSameOperatorSet() throws IOException {
    // Given
    ExternalNetwork late =
        new ExternalNetwork(18, DataType.FLOAT, 1, 3, 48, 64)
            .scoring(3)
            .branching()
            .output("branched", DataType.FLOAT);
    ExternalNetwork early =
        ExternalNetwork.plain().scoring(3).output(ExternalNetwork.SCORES, DataType.FLOAT);
    EnsembleModel.Member one = member("late", late);
    EnsembleModel.Member other = member("early", early);
    ByteBuffer frames = noise(PIXELS * 3);

    // When
    Path twice = written("twice", EnsembleModel.of(List.of(one, one), Map.of()));

    // Then
    assertLargest(masks(OnnxSegmenter.open(twice, CPU), frames, 1, SIZE), frames, ChannelOrder.RGB);
    assertThatThrownBy(() -> EnsembleModel.of(List.of(one, other), Map.of()))
        .hasMessageContaining("early: it uses version 17 of the operator set 'ai.onnx'")
        .hasMessageContaining("the others use 18");
  }

  private EnsembleModel.Member member(String name, ExternalNetwork network) throws IOException {
    DeployedModel model = adopted(network.write(file(name)), 3, ChannelOrder.RGB, null);
    return new EnsembleModel.Member(name, metadata(3, SIZE), model);
  }

  private void assertRefused(ExternalNetwork network, String... words) throws IOException {
    Path file = network.write(file("foreign"));
    assertThatThrownBy(() -> adopted(file, 3, ChannelOrder.RGB, null))
        .hasMessageContaining("foreign.onnx")
        .hasMessageContainingAll(words);
  }

  private static ExternalNetwork of(DataType type, Object... sides) {
    return new ExternalNetwork(17, type, sides)
        .scoring(3)
        .output(ExternalNetwork.SCORES, DataType.FLOAT);
  }

  @Test
  void isRefusedByNameWhereItsInputIsNoPicture() throws IOException {
    assertRefused(
        of(DataType.FLOAT, 1, 4, 48, 64), "'image', float [1, 4, 48, 64]", "[N, 3, H, W]");
    assertRefused(of(DataType.FLOAT, 1, 48, 64, 3), "[1, 48, 64, 3]", "channels first");
    assertRefused(of(DataType.FLOAT, "n", 48, 64, 4), "[n, 48, 64, 4]", "with the channels last");
    assertRefused(of(DataType.FLOAT, 1, 48, 64, 1), "[1, 48, 64, 1]", "with the channels last");
    assertRefused(of(DataType.FLOAT, "n", "h", "w", 3), "[n, h, w, 3]", "with the channels last");
    assertRefused(of(DataType.UINT8, 1, 3, 48, 64), "uint8 [1, 3, 48, 64]", "with floats");
    assertRefused(of(DataType.FLOAT, 4, 3, 48, 64), "always 4 pictures at once", "batch of 1");
    assertRefused(of(DataType.FLOAT, 1, 3, "h", 64), "[1, 3, h, 64], of any size", "--size WxH");
    assertRefused(ExternalNetwork.plain().input("boxes", DataType.FLOAT, 1, 4), "no nodes");
    assertRefused(
        of(DataType.FLOAT, 1, 3, 48, 64).input("boxes", DataType.FLOAT, 1, 4),
        "2 inputs ('image', float [1, 3, 48, 64], 'boxes', float [1, 4]), expected one");
    assertRefused(
        new ExternalNetwork(9, DataType.FLOAT, 1, 3, 48, 64).scoring(3),
        "operator set 9, expected 11 or later");

    Path fixed = of(DataType.FLOAT, 1, 3, 48, 64).write(file("fixed"));
    assertThatThrownBy(() -> adopted(fixed, 3, ChannelOrder.RGB, new InputSize(128, 96)))
        .hasMessageContaining("--size 128x96")
        .hasMessageContaining("fixed.onnx")
        .hasMessageContaining("whose size is fixed");
  }

  @Test
  void isRefusedByNameWhereItsOutputIsNotOfTheseClasses() throws IOException {
    ExternalNetwork plain = ExternalNetwork.plain();
    assertRefused(
        plain.scoring(5).output(ExternalNetwork.SCORES, DataType.FLOAT),
        "'resized' has 5 scores a pixel, the class set has 3 classes",
        "--classes");
    AttributeProto[] all = {ExternalNetwork.integer("keepdims", 0)};
    assertRefused(
        ExternalNetwork.plain()
            .scoring(3)
            .node("ReduceMean", "mean", all, ExternalNetwork.SCORES)
            .output("mean", DataType.FLOAT),
        "'mean' is FLOAT []",
        "expected scores, float [N, classes, h, w]");
    assertRefused(
        ExternalNetwork.plain()
            .scoring(3)
            .node("Neg", "negative", ExternalNetwork.SCORES)
            .output(ExternalNetwork.SCORES, DataType.FLOAT)
            .output("negative", DataType.FLOAT),
        "2 outputs (resized, negative): expected --output");
    AttributeProto[] wide = {ExternalNetwork.integer("to", DataType.INT64_VALUE)};
    assertRefused(
        ExternalNetwork.plain()
            .scoring(3)
            .numbering(DataType.INT64, true)
            .node("Cast", "number", wide, "planes")
            .node("Add", "far", "number", "number")
            .output("far", DataType.INT64),
        "'far' gave class number 4 on noise, the class set has 3: expected 0 to 2");
  }

  @Test
  void isRefusedByNameWhereItIsNoneOrCannotRun() throws IOException {
    Path text = Files.writeString(file("text"), "not a model");
    assertThatThrownBy(() -> ExternalModel.read(text))
        .hasMessageContaining("text.onnx: expected an ONNX file");
    Path ours =
        written(
            "ours",
            DeployedModel.of(
                Networks.of("icnet", 3, 0.125), new RandomWeights(1), metadata(3, SIZE)));
    assertThatThrownBy(() -> ExternalModel.read(ours))
        .hasMessageContaining("ours.onnx: already a Weir model");
    assertRefused(
        ExternalNetwork.plain()
            .scoring(3)
            .node("NoSuchOperator", "wrong", ExternalNetwork.SCORES)
            .output("wrong", DataType.FLOAT),
        "ONNX Runtime cannot run it on a picture of 64x48",
        "NoSuchOperator");
    Path bare = of(DataType.FLOAT, 1, 3, 48, 64).write(file("bare"));
    assertThatThrownBy(() -> OnnxSegmenter.open(bare, CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("'weir models import' makes one");
  }
}
