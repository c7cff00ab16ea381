package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.inference.ModelException;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An external network")
class ImportRefusalTest extends ImportFixture {
  private void assertRefused(ExternalNetwork network, String... words) throws IOException {
    Path file = network.write(file("external"));
    assertThatThrownBy(() -> importedModel(file, 3, ChannelOrder.RGB, null))
        .hasMessageContaining("external.onnx")
        .hasMessageContainingAll(words);
  }

  private static ExternalNetwork of(DataType type, Object... sides) {
    return new ExternalNetwork(17, type, sides)
        .scoring(3)
        .output(ExternalNetwork.SCORES, DataType.FLOAT);
  }

  @Test
  void isRefusedIfItsInputIsNoPicture() throws IOException {
    assertRefused(
        of(DataType.FLOAT, 1, 4, 48, 64), "'image', float [1, 4, 48, 64]", "[N, 3, H, W]");
    assertRefused(of(DataType.FLOAT, 1, 48, 64, 3), "[1, 48, 64, 3]", "channels first");
    assertRefused(of(DataType.FLOAT, "n", 48, 64, 4), "[n, 48, 64, 4]", "with the channels last");
    assertRefused(of(DataType.FLOAT, 1, 48, 64, 1), "[1, 48, 64, 1]", "with the channels last");
    assertRefused(of(DataType.FLOAT, "n", "h", "w", 3), "[n, h, w, 3]", "with the channels last");
    assertRefused(of(DataType.UINT8, 1, 3, 48, 64), "uint8 [1, 3, 48, 64]", "with floats");
    assertRefused(of(DataType.FLOAT, 4, 3, 48, 64), "always 4 pictures at once", "batch of 1");
    assertRefused(
        of(DataType.FLOAT, 1, 3, "h", 64), "[1, 3, h, 64] and accepts any size", "--size WxH");
    assertRefused(ExternalNetwork.plain().input("boxes", DataType.FLOAT, 1, 4), "no nodes");
    assertRefused(
        of(DataType.FLOAT, 1, 3, 48, 64).input("boxes", DataType.FLOAT, 1, 4),
        "2 inputs ('image', float [1, 3, 48, 64], 'boxes', float [1, 4]), expected one");
    assertRefused(
        new ExternalNetwork(9, DataType.FLOAT, 1, 3, 48, 64).scoring(3),
        "operator set 9, expected 11 or later");

    Path fixed = of(DataType.FLOAT, 1, 3, 48, 64).write(file("fixed"));
    assertThatThrownBy(() -> importedModel(fixed, 3, ChannelOrder.RGB, new InputSize(128, 96)))
        .hasMessageContaining("--size 128x96")
        .hasMessageContaining("fixed.onnx")
        .hasMessageContaining("whose size is fixed");
  }

  @Test
  void isRefusedIfItsOutputDoesNotFitTheClasses() throws IOException {
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
        "2 outputs (resized, negative): add --output");
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
  void isRefusedIfItIsNoModelOrCannotRun() throws IOException {
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

  @ParameterizedTest
  @CsvSource({"FLOAT, 3", "FLOAT, 1"})
  void isRefusedIfItsScoresAreNotANumberInAnyPixel(DataType type, int classes) {
    // Given the square root of a negative number
    ExternalNetwork undefined =
        new ExternalNetwork(17, type, 1, 3, 48, 64)
            .scoring(classes)
            .node("Abs", "positive", ExternalNetwork.SCORES)
            .node("Neg", "negative", "positive")
            .node("Sqrt", "root", "negative")
            .output("root", type);

    // When, then
    assertThatThrownBy(() -> importModel(undefined))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("external.onnx", "'root' is NaN in every pixel", "diverged");
  }
}
