package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.model.ExternalModelOutput;
import dev.weir.zoo.model.ImportedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An external network")
class BatchTrialTest extends OneScoreFixture {
  @Test
  void whoseScoresAreNotANumberCanStillTakeBatches() throws IOException {
    // Given: the logarithm of numbers below 0
    ExternalNetwork undefined =
        network(17, ExternalNetwork.FREE, 1)
            .node("Log", "log", ExternalNetwork.SCORES)
            .output("log", DataType.FLOAT);

    // When, then
    assertThat(takesBatches(undefined)).isTrue();
  }

  @Test
  void takesNoBatchesIfAReshapeFixesTheBatchSize() throws IOException {
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
    byte[] expected = masks(importModel(honest, 3, OptionalDouble.empty()), frames, 2);
    assertThat(masks(file, frames, 2)).isEqualTo(expected).contains(0, 1, 2);
  }

  private boolean takesBatches(ExternalNetwork network) throws IOException {
    ExternalModel model = ExternalModel.read(network.write(directory.resolve("tried.onnx")));
    return ImportTrial.takesBatches(model, model.output(null), SIZE);
  }
}
