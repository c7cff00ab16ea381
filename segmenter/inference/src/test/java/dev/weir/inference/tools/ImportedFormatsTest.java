package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An imported model")
class ImportedFormatsTest extends ImportFixture {
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
        byte[] found = masks(OnnxSegmenter.open(importModel(network), CPU), frames, 1, SIZE);
        assertLargest(found, frames, ChannelOrder.RGB);
        assertThat(probabilities(file("imported"), frames)).allMatch(p -> Math.abs(p - 1) < 1e-4);
      }
    }
  }

  @Test
  void ofHalfFloatsGetsHalfFloatsAndKeepsItsMetadata() throws IOException {
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
    Path model = importModel(network);

    // Then: the smallest channel wins, except for ties in half precision
    byte[] found = masks(OnnxSegmenter.open(model, CPU), frames, 1, SIZE);
    for (int p = 0; p < PIXELS; p++) {
      double[] scores = scores(frames, p, ChannelOrder.RGB);
      double least = Math.min(scores[0], Math.min(scores[1], scores[2]));
      assertThat(scores[found[p]]).isLessThan(least + 4e-3);
    }
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model, CPU)) {
      ModelMetadata about = segmenter.model().metadata();
      assertThat(ImportedModel.is(about)).isTrue();
      assertThat(about.provenance())
          .containsEntry("terms", "none")
          .containsEntry(
              ImportedModel.SOURCE,
              "external.onnx, operator set 17, input 'image', float16 [1, 3, 48, 64], rgb, output"
                  + " 'halves'");
    }
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void includesItsExternalWeights() throws IOException {
    // Given
    ExternalNetwork network =
        ExternalNetwork.plain().scoring(3).output(ExternalNetwork.SCORES, DataType.FLOAT);
    ByteBuffer kernel = ByteBuffer.allocate(8 + 36).order(ByteOrder.LITTLE_ENDIAN).putLong(-1);
    network.kernel().getFloatDataList().forEach(kernel::putFloat);
    network
        .kernel()
        .clearFloatData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", "external.data"))
        .addExternalData(entry("offset", "8"))
        .addExternalData(entry("length", "36"));

    // When, Then
    assertThatThrownBy(() -> importModel(network))
        .hasMessageContaining(
            "external.onnx: the weights of 'scaled' are in the file 'external.data'")
        .hasMessageContaining("no such file, expected the file that was exported with the model");
    Files.write(directory.resolve("external.data"), kernel.array());
    ByteBuffer frames = noise(PIXELS * 3);
    byte[] found = masks(OnnxSegmenter.open(importModel(network), CPU), frames, 1, SIZE);
    assertLargest(found, frames, ChannelOrder.RGB);
    Files.write(directory.resolve("external.data"), new byte[40]);
    assertThatThrownBy(() -> importModel(network)).hasMessageContaining("36 bytes at offset 8");
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
    DeployedModel model = importedModel(network.write(file(name)), 3, ChannelOrder.RGB, null);
    return new EnsembleModel.Member(name, metadata(3, SIZE), model);
  }
}
