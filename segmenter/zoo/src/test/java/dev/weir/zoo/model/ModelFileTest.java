package dev.weir.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
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
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  /** The same model as a Weir of the former format wrote it, with a digest. */
  private static byte[] former() throws IOException {
    return ContentDigest.added(inFormerFormat(ModelProto.parseFrom(model()))).toByteArray();
  }

  private static ModelProto inFormerFormat(ModelProto model) {
    ModelProto.Builder former = model.toBuilder().clearMetadataProps();
    for (StringStringEntryProto property : model.getMetadataPropsList()) {
      former.addMetadataProps(
          property.getKey().equals("weir.format")
              ? property.toBuilder().setValue("1").build()
              : property);
    }
    return former.build();
  }

  static List<byte[]> written() throws IOException {
    return List.of(model(), former());
  }

  @ParameterizedTest
  @MethodSource("written")
  void isRefusedWhereverAByteOfItIsDamaged(byte[] whole) throws IOException {
    // Given
    int digest = new String(whole, StandardCharsets.ISO_8859_1).indexOf(KEY);
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at < whole.length; at += 1 + whole.length / 200) {
      places.add(at);
    }
    for (int at = digest - 4; at < digest + KEY.length() + 80; at++) {
      places.add(at);
    }
    List<String> accepted = new ArrayList<>();

    // When
    for (int at : places) {
      boolean all = at >= digest - 4 && at < digest + KEY.length() + 10;
      for (int bit = all ? 0 : 4; bit < (all ? 8 : 5); bit++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << bit);
        try {
          ModelFile.read(file(damaged));
          accepted.add("bit %d of byte %d, the digest is at %d".formatted(bit, at, digest));
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
    // Given: notes may contain anything
    ModelProto model = inFormerFormat(ModelProto.parseFrom(model()));
    byte[] older =
        model.toBuilder()
            .removeMetadataProps(0)
            .addMetadataProps(
                StringStringEntryProto.newBuilder()
                    .setKey("weir.provenance.data")
                    .setValue("archive sha256:1234"))
            .build()
            .toByteArray();

    // When
    ModelFile read = ModelFile.read(file(older));

    // Then
    assertThat(read.digest()).isEmpty();
    assertThat(read.properties()).doesNotContainKey(KEY).containsKey("weir.format");
  }

  @Test
  void ofThePresentFormatWithoutADigestIsDamaged() throws IOException {
    ModelProto model = ModelProto.parseFrom(model());
    Path file = file(model.toBuilder().removeMetadataProps(0).build().toByteArray());

    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("m.onnx: damaged: the digest that it was written with is missing");
  }

  @Test
  void withWeightsInAnotherFileIsNotReadAsAWeirModel() throws IOException {
    // Given: the name of a file that ONNX Runtime would open
    ModelProto model = ModelProto.parseFrom(model());
    TensorProto external =
        model.getGraph().getInitializer(0).toBuilder()
            .clearRawData()
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"))
            .build();
    ModelProto changed =
        model.toBuilder()
            .setGraph(model.getGraph().toBuilder().setInitializer(0, external))
            .build();
    Path file = file(ContentDigest.added(changed).toByteArray());

    // When, then
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("m.onnx: a Weir model whose weights are in another file");
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
  @Timeout(30)
  void thatIsNoRegularFileSaysWhatItIsWithoutOpeningIt() throws Exception {
    // Given
    Path loop = Files.createSymbolicLink(folder.resolve("loop.onnx"), Path.of("loop.onnx"));
    Path dangling = Files.createSymbolicLink(folder.resolve("gone.onnx"), Path.of("nowhere"));
    Path below = Files.writeString(folder.resolve("file"), "x").resolve("m.onnx");
    Path pipe = folder.resolve("pipe.onnx");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path missing = folder.resolve("none.onnx");
    Map<Path, String> reasons =
        Map.of(
            folder,
            "is a folder, expected an ONNX file; name the file in it",
            missing,
            "no such file, expected an ONNX file",
            loop,
            "a symbolic link that cannot be followed (",
            dangling,
            "a symbolic link to a file that does not exist, expected an ONNX file",
            below,
            "cannot be read (Not a directory), expected an ONNX file",
            pipe,
            "is a named pipe, expected an ONNX file; copy its content",
            Path.of("/dev/null"),
            "is a device, expected an ONNX file; copy its content");

    // When, then
    reasons.forEach(
        (file, reason) ->
            assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + ": " + reason));
  }

  @Test
  void thatMayNotBeReadSaysSo() throws IOException {
    Path file = file(model());
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "this user reads every file, as root does");

    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("m.onnx: permission denied; let this user read it");
  }
}
