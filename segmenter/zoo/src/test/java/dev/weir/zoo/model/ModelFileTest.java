package dev.weir.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A model file")
class ModelFileTest {
  private static final String KEY = "weir.digest";

  @TempDir private Path folder;

  private static byte[] model() {
    ModelMetadata metadata =
        new ModelMetadata(
            "icnet",
            0.125,
            List.of("road", "other"),
            List.of(0x804080, 0),
            Normalization.gray(0.4f, 0.3f),
            new InputSize(96, 64),
            Map.of("data", "none"));
    return DeployedModel.of(Networks.of("icnet", 2, 0.125), new RandomWeights(1), metadata)
        .toBytes();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("m.onnx"), bytes);
  }

  @Test
  void carriesADigestOfItsContentThatItMatches() throws IOException {
    // Given
    Path file = file(model());

    // When
    ModelFile read = ModelFile.read(file);

    // Then
    assertThat(read.digest().orElseThrow()).matches("sha256:[0-9a-f]{64}");
    assertThat(read.bytes()).isEqualTo(Files.readAllBytes(file));
    assertThat(read.properties()).containsEntry("weir.network", "icnet");
  }

  @Test
  void isRefusedWhereverAByteOfItIsDamaged() throws IOException {
    // Given: the digest's own name, without which nothing is compared, is left out
    byte[] whole = model();
    int key = new String(whole, StandardCharsets.ISO_8859_1).indexOf(KEY);
    List<Integer> accepted = new ArrayList<>();

    // When
    for (int at = 0; at < whole.length; at += 1 + whole.length / 400) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      if (at < key - 5 || at > key + KEY.length()) {
        try {
          ModelFile.read(file(damaged));
          accepted.add(at);
        } catch (ModelFileException e) {
          assertThat(e).hasMessageContaining("m.onnx: ").hasMessageContaining("again");
        }
      }
    }

    // Then
    assertThat(accepted).isEmpty();
  }

  @Test
  void ofDamagedWeightsSaysBothDigestsWhoeverReadsIt() throws IOException {
    // Given: a bit of a weight in the middle
    byte[] damaged = model();
    damaged[damaged.length / 2] ^= 1;
    Path file = file(damaged);

    // When, then
    assertThatThrownBy(() -> OnnxWeights.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContainingAll("m.onnx: damaged", "sha256:", "copy or download it again");
    assertThatThrownBy(() -> DeployedModel.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> ExternalModel.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void isRefusedWhereverItIsCutOff() throws IOException {
    byte[] whole = model();
    for (int length = 1; length < whole.length; length += 1 + whole.length / 200) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> OnnxWeights.read(file(cut)).metadata())
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("m.onnx: ");
    }
  }

  @Test
  void thatAToolSavedAgainUnchangedIsAccepted() throws IOException {
    // Given: the digest behind the other properties
    ModelProto model = ModelProto.parseFrom(model());
    List<StringStringEntryProto> properties = new ArrayList<>(model.getMetadataPropsList());
    properties.add(properties.remove(0));
    byte[] again =
        model.toBuilder()
            .clearMetadataProps()
            .addAllMetadataProps(properties)
            .build()
            .toByteArray();

    // When, then
    assertThat(ModelFile.read(file(again)).digest()).isPresent();
  }

  @Test
  void withoutADigestIsAcceptedAsOlderWeirsWroteIt() throws IOException {
    // Given
    ModelProto model = ModelProto.parseFrom(model());
    byte[] older = model.toBuilder().removeMetadataProps(0).build().toByteArray();

    // When
    ModelFile read = ModelFile.read(file(older));

    // Then
    assertThat(read.digest()).isEmpty();
    assertThat(read.properties()).doesNotContainKey(KEY).containsKey("weir.format");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'an empty file, expected an ONNX file'",
    "'not a model at all', 'found text that begins with ''not a model at all'''",
    "'version https://git-lfs.github.com/spec/v1', 'git lfs pull'",
    "'<!DOCTYPE html><html>', 'a web page'",
    "'<html lang=en>', 'a web page'",
    "'PK\u0003\u0004rest', 'torch.onnx.export'",
    "'xxxxTFL3', 'TensorFlow Lite'",
    "'\u0008\u0008\u0012', 'cut off'"
  })
  void thatIsSomethingElseSaysWhatAndWhatToDo(String content, String words) throws IOException {
    Path file = file(content.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessageContainingAll("m.onnx: ", words, "expected an ONNX file");
  }

  @Test
  void thatIsNoFileSaysWhatItIs() throws IOException {
    Path missing = folder.resolve("none.onnx");

    assertThatThrownBy(() -> ModelFile.read(folder))
        .hasMessage(folder + ": is a folder, expected an ONNX file; name the .onnx file in it");
    assertThatThrownBy(() -> ModelFile.read(missing))
        .hasMessage(missing + ": no such file, expected an ONNX file");
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models"))) {
      List<Path> models = files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
      assertThat(models).hasSizeGreaterThanOrEqualTo(5);
      return models;
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void thatIsShippedCarriesADigest(Path model) throws IOException {
    assertThat(ModelFile.read(model).digest()).isPresent();
  }
}
