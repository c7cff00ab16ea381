package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.inference.kinds.InferenceKind;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An imported model")
class ImportedModelTest extends ImportFixture {
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
  void getsNormalizedPixelsInItsOrderAndReturnsTheClassOfTheLargestScore(
      int operators, String batch, ChannelOrder order) throws IOException {
    // Given
    Object count = batch.equals("1") ? 1 : ExternalNetwork.FREE;
    Path external =
        new ExternalNetwork(operators, DataType.FLOAT, count, 3, "h", "w")
            .scoring(3)
            .output(ExternalNetwork.SCORES, DataType.FLOAT, count, 3, "h", "w")
            .write(file("external"));
    Path model = written("imported", importedModel(external, 3, order, SIZE));
    ByteBuffer frames = noise(2 * PIXELS * 3);

    // When
    byte[] found = masks(OnnxSegmenter.open(model, CPU), frames, 2, SIZE);

    // Then
    assertLargest(found, frames, order);
    assertThat(probabilities(model, frames)).allMatch(p -> Math.abs(p - 1) < 1e-4);
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
  void thatReturnsClassNumbersIsResizedByNearestNeighbor(
      DataType type, boolean channel, String batch, int operators) throws IOException {
    // Given: two frames of twice the working size, in blocks of uniform color
    Object count = batch.equals("1") ? 1 : ExternalNetwork.FREE;
    Path external =
        new ExternalNetwork(operators, DataType.FLOAT, count, 3, 48, 64)
            .scoring(3)
            .numbering(type, channel)
            .output("planes", type)
            .write(file("external"));
    Path model = written("imported", importedModel(external, 3, ChannelOrder.RGB, null));
    ByteBuffer blocks = noise(2 * PIXELS * 3);
    ByteBuffer frames = ByteBuffer.allocateDirect(4 * blocks.capacity());
    for (int i = 0; i < 2 * 4 * PIXELS; i++) {
      int x = i % 128 / 2;
      int y = i / 128 % 96 / 2;
      int block = i / (4 * PIXELS) * PIXELS + y * 64 + x;
      frames.put(3 * i, blocks, 3 * block, 3);
    }

    // When
    byte[] found = masks(OnnxSegmenter.open(model, CPU), frames, 2, new InputSize(128, 96));

    // Then
    assertLargest(found, frames, ChannelOrder.RGB);
    assertThatThrownBy(() -> InferenceKind.CRF.open(model, CPU))
        .hasMessageContaining("imported.onnx: its class scores cannot be found")
        .hasMessageContaining("a graph that returns class numbers has no scores");
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void thatIsAnIcnetReturnsTheSameAsADeployedIcnet(int count) throws IOException {
    // Given
    Network icnet = Networks.of("icnet", 5, 0.25);
    InputSize size = new InputSize(96, 64);
    Path bare =
        Files.write(
            file("bare"), NetworkModel.scoring(icnet, new RandomWeights(3), size, 1).toBytes());
    Path model = written("imported", importedModel(bare, 5, ChannelOrder.RGB, null));
    Path deployed =
        written("deployed", DeployedModel.of(icnet, new RandomWeights(3), metadata(5, size)));
    InputSize frame = new InputSize(131, 90);
    ByteBuffer frames = noise(count * 131 * 90 * 3);

    // When, Then
    for (InferenceKind kind : List.of(InferenceKind.FULL_FRAME, InferenceKind.CRF)) {
      byte[] found = masks(kind.open(model, CPU), frames, count, frame);
      byte[] expected = masks(kind.open(deployed, CPU), frames, count, frame);
      assertThat(found).isEqualTo(expected);
      assertThat(found).contains(found[0] == 0 ? 1 : 0); // more than one class
    }
  }

  @Test
  void getsNoSecondSoftmaxIfItReturnsProbabilities() throws IOException {
    // Given
    ByteBuffer frames = noise(PIXELS * 3);
    Path scores =
        importModel(
            ExternalNetwork.plain().scoring(3).output(ExternalNetwork.SCORES, DataType.FLOAT));
    FloatBuffer expected = asked(scores, frames);
    AttributeProto[] axis = {ExternalNetwork.integer("axis", 1)};
    ExternalNetwork softened =
        ExternalNetwork.plain()
            .scoring(3)
            .node("Softmax", "soft", axis, ExternalNetwork.SCORES)
            .output("soft", DataType.FLOAT);

    // When
    FloatBuffer found = asked(importModel(softened), frames);

    // Then
    for (int i = 0; i < found.capacity(); i += 89) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-5f));
    }
  }
}
