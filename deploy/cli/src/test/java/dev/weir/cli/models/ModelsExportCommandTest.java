package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Segnet;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("weir models export")
class ModelsExportCommandTest extends ModelsCommandKit {
  @Test
  void writesAnyNetworkAtAnyWidth() throws IOException {
    // Given
    Path trained = segnet("trained.onnx", ClassMap.CAMVID);
    Path exported = directory.resolve("exported.onnx");

    // When
    int exit =
        weir(
            "models",
            "export",
            "--network=segnet",
            "--width=0.1",
            "--unpooling=scatter",
            "--size=128x96",
            "--weights=" + trained,
            exported.toString());

    // Then
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(weir("models", "show", exported.toString())).isZero();
    assertThat(line("network")).contains("segnet, width 0.1");
    assertThat(line("working size")).contains("128x96");
  }

  private static final Normalization BY_CHANNEL =
      new Normalization(List.of(0.5f, 0.4f, 0.3f), List.of(0.2f, 0.25f, 0.3f));

  private Path city(Map<String, String> notes) throws IOException {
    Path file = directory.resolve("city.onnx");
    ModelMetadata metadata =
        new ModelMetadata(
            "segnet",
            0.1,
            ClassMap.CITYSCAPES.classes().stream().map(ClassMap.Entry::name).toList(),
            ClassMap.CITYSCAPES.classes().stream().map(ClassMap.Entry::rgb).toList(),
            BY_CHANNEL,
            new InputSize(96, 64),
            notes);
    DeployedModel.of(new Segnet(19, 0.1), new RandomWeights(1), metadata).write(file);
    return file;
  }

  private ModelMetadata exported(Path from, String... options) throws IOException {
    Path file = directory.resolve("exported.onnx");
    List<String> args = new ArrayList<>(List.of("models", "export", "--weights=" + from));
    args.addAll(List.of(options));
    args.add(file.toString());
    assertThat(weir(args.toArray(String[]::new))).as(err.toString()).isZero();
    return OnnxWeights.read(file).metadata();
  }

  @Test
  void takesFromAModelWhatItSaysOfItself() throws IOException {
    // Given
    Map<String, String> notes = Map.of("data", "Cityscapes", "score", "50", "seed", "7");
    Path city = city(notes);

    // When, Then
    assertThat(exported(city)).isEqualTo(OnnxWeights.read(city).metadata());
  }

  @Test
  void changesWhatOptionsSayAndKeepsAScoreWithItsSize() throws IOException {
    // Given
    Path city = city(Map.of("data", "Cityscapes", "score", "50", "seed", "7"));

    // When
    ModelMetadata small = exported(city, "--size=64x64", "--note=seed=8", "--mean=0.45");
    ModelMetadata scored = exported(city, "--size=64x64", "--note=score=40");
    ModelMetadata half = exported(city, "--precision=fp16", "--std=0.1,0.2,0.3");

    // Then
    assertThat(small.size()).isEqualTo(new InputSize(64, 64));
    assertThat(small.classNames()).hasSize(19).startsWith("road");
    assertThat(small.normalization())
        .isEqualTo(new Normalization(List.of(0.45f, 0.45f, 0.45f), BY_CHANNEL.std()));
    assertThat(small.provenance())
        .isEqualTo(Map.of("data", "Cityscapes", "score-at-96x64", "50", "seed", "8"));
    assertThat(scored.provenance())
        .containsEntry("score", "40")
        .containsEntry("score-at-96x64", "50");
    assertThat(half.provenance()).containsEntry("score", "50").containsEntry("precision", "fp16");
    assertThat(half.normalization().std()).containsExactly(0.1f, 0.2f, 0.3f);
  }

  @Test
  void ofHalfFloatsToRealOnesDoesNotCallThemHalf() throws IOException {
    Path halves = directory.resolve("halves.onnx");
    exported(city(Map.of()), "--precision=fp16");
    Files.move(directory.resolve("exported.onnx"), halves);

    assertThat(exported(halves).provenance()).doesNotContainKey("precision");
  }

  @Test
  void refusesWhatIsNoModelOfOneNetwork() throws IOException {
    Path both = directory.resolve("both.onnx");
    Path city = city(Map.of());
    weir("models", "ensemble", both.toString(), "--model=" + city, "--model=" + city);
    assertThat(weir("models", "export", "--weights=" + both, "x.onnx")).isEqualTo(2);
    assertThat(err.toString()).contains("an ensemble of city@", "export its members");
    Path text = Files.writeString(directory.resolve("text.onnx"), "not a model");
    assertThat(weir("models", "export", "--weights=" + text, "x.onnx")).isEqualTo(2);
    assertThat(err.toString()).contains("text.onnx: expected an ONNX file");
    assertThat(weir("models", "export", "--weights=" + city, "--width=0.2", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("it was trained at another width");
  }
}
