package dev.weir.zoo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Weights in a separate file")
class ExternalWeightsTest {
  private static final String SECRET = "not for a model";

  @TempDir private Path root;
  private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void putAModelBesideItsWeights() throws IOException {
    folder = Files.createDirectories(root.resolve("model"));
    file = folder.resolve("m.onnx");
    Files.writeString(file, "the model itself");
    Files.writeString(folder.resolve("weights.bin"), "0123456789");
    Files.writeString(root.resolve("secret"), SECRET);
  }

  private static TensorProto tensor(Map<String, String> entries) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("conv1.w")
            .setDataType(TensorProto.DataType.UINT8_VALUE)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    entries.forEach(
        (key, value) ->
            tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return tensor.build();
  }

  private static ModelProto model(TensorProto tensor) {
    return ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addInitializer(tensor)).build();
  }

  private ModelProto inlined(Map<String, String> entries) throws IOException {
    return ExternalWeights.inlined(model(tensor(entries)), file);
  }

  private static String text(TensorProto tensor) {
    assertThat(tensor.getExternalDataCount()).isZero();
    assertThat(tensor.getDataLocation()).isEqualTo(TensorProto.DataLocation.DEFAULT);
    return tensor.getRawData().toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0123456789", "3, '', 3456789", "3, 4, 3456", "10, 0, ''"})
  void areReadFromTheirPlaceInTheFile(String offset, String length, String expected)
      throws IOException {
    // Given
    Map<String, String> entries = new java.util.LinkedHashMap<>(Map.of("location", "weights.bin"));
    entries.put("offset", offset);
    entries.put("length", length);
    entries.values().removeIf(String::isEmpty);

    // When
    ModelProto model = inlined(entries);

    // Then
    assertThat(text(model.getGraph().getInitializer(0))).isEqualTo(expected);
  }

  @Test
  void mayBeInAFolderBelowOrBehindALinkInside() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/w.bin"), "below");
    Files.createSymbolicLink(folder.resolve("link.bin"), Path.of("weights.bin"));

    assertThat(text(inlined(Map.of("location", "data/w.bin")).getGraph().getInitializer(0)))
        .isEqualTo("below");
    assertThat(text(inlined(Map.of("location", "link.bin")).getGraph().getInitializer(0)))
        .isEqualTo("0123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "data/../../secret",
        "../model/weights.bin",
        "data/../weights.bin",
        "..\\secret",
        "C:\\secret",
        "\\\\host\\secret",
        "nul\u0000byte",
        " ",
        ""
      })
  void outsideTheModelsFolderAreRefused(String location) {
    assertThatThrownBy(() -> inlined(Map.of("location", location)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m.onnx: the weights of 'conv1.w' are in '" + location + "', outside")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void underAnAbsolutePathAreRefusedEvenInTheModelsFolder() {
    for (Path absolute : List.of(root.resolve("secret"), folder.resolve("weights.bin"))) {
      assertThatThrownBy(() -> inlined(Map.of("location", absolute.toString())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("are in '" + absolute + "', outside the model's folder");
    }
  }

  @Test
  void behindALinkThatLeavesTheFolderAreRefused() throws IOException {
    Files.createSymbolicLink(folder.resolve("file.bin"), Path.of("../secret"));
    Files.createSymbolicLink(folder.resolve("up"), root);

    for (String location : List.of("file.bin", "up/secret")) {
      assertThatThrownBy(() -> inlined(Map.of("location", location)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("are in '" + location + "', outside the model's folder");
    }
  }

  @Test
  void ofAModelThatIsALinkAreBesideTheFileItself() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link.onnx"), file);

    ModelProto model =
        ExternalWeights.inlined(model(tensor(Map.of("location", "weights.bin"))), link);

    assertThat(text(model.getGraph().getInitializer(0))).isEqualTo("0123456789");
  }

  @Test
  @Timeout(30)
  void thatAreNoRegularFileAreRefusedWithoutOpeningIt() throws Exception {
    Files.createDirectories(folder.resolve("folder.bin"));
    Files.createSymbolicLink(folder.resolve("loop.bin"), Path.of("loop.bin"));
    Path pipe = folder.resolve("pipe.bin");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    Map<String, String> reasons =
        Map.of(
            "folder.bin", "is a folder",
            "loop.bin", "a symbolic link that cannot be followed",
            "pipe.bin", "is a named pipe",
            "missing.bin", "no such file");
    reasons.forEach(
        (location, reason) ->
            assertThatThrownBy(() -> inlined(Map.of("location", location)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("m.onnx: the weights of 'conv1.w'", location, reason));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 2, the offset '-1': expected a number from 0",
    "0, -2, the length '-2': expected a number from 0",
    "x, 2, the offset 'x': expected a number from 0",
    "0, 9223372036854775808, expected a number from 0",
    "11, 0, 0 bytes at offset 11",
    "4, 7, 7 bytes at offset 4",
    "9223372036854775807, 1, 1 bytes at offset 9223372036854775807",
    "1, 9223372036854775807, 9223372036854775807 bytes at offset 1",
    "9223372036854775807, 9223372036854775807, 'which has 10 bytes'"
  })
  void atAPlaceOutsideTheFileAreRefused(String offset, String length, String reason) {
    assertThatThrownBy(
            () -> inlined(Map.of("location", "weights.bin", "offset", offset, "length", length)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("m.onnx: the weights of 'conv1.w'", reason);
  }

  @Test
  void withTwoLocationsAreRefused() {
    TensorProto twice =
        tensor(Map.of("location", "weights.bin")).toBuilder()
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("../secret"))
            .build();

    assertThatThrownBy(() -> ExternalWeights.inlined(model(twice), file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("have 'location' twice");
  }

  @Test
  void areFoundWhereverAModelHasThem() throws IOException {
    // Given
    TensorProto external = tensor(Map.of("location", "weights.bin"));
    GraphProto inner = GraphProto.newBuilder().addInitializer(external).build();
    SparseTensorProto sparse =
        SparseTensorProto.newBuilder().setValues(external).setIndices(external).build();
    NodeProto constant =
        NodeProto.newBuilder()
            .addAttribute(AttributeProto.newBuilder().setT(external))
            .addAttribute(AttributeProto.newBuilder().addTensors(external))
            .addAttribute(AttributeProto.newBuilder().setSparseTensor(sparse))
            .addAttribute(AttributeProto.newBuilder().addSparseTensors(sparse))
            .addAttribute(AttributeProto.newBuilder().setG(inner))
            .addAttribute(AttributeProto.newBuilder().addGraphs(inner))
            .build();
    List<ModelProto> models =
        List.of(
            model(external),
            ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addNode(constant)).build(),
            ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder().addSparseInitializer(sparse))
                .build(),
            ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder())
                .addFunctions(FunctionProto.newBuilder().addNode(constant))
                .build());

    for (ModelProto model : models) {
      // When
      ModelProto inlined = ExternalWeights.inlined(model, file);

      // Then
      assertThat(ExternalWeights.isUsedBy(model)).isTrue();
      assertThat(ExternalWeights.isUsedBy(inlined)).isFalse();
      assertThat(inlined.toString()).contains("0123456789").doesNotContain("weights.bin");
    }
  }
}
