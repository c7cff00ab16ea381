package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.Icnet;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.RandomWeights;
import dev.weir.zoo.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A model asked for its classes")
class SegmenterTest extends InferenceKit {
  @Override
  InferenceKind kind() {
    return InferenceKind.WHOLE;
  }

  private static Path export(String name, Size size) throws IOException {
    Path file = directory.resolve(name + ".onnx");
    ModelMetadata metadata =
        new ModelMetadata(
            "icnet",
            1,
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList(),
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalisation.grey(0.42f, 0.28f),
            size,
            Map.of("data", "none"));
    DeployedModel.of(new Icnet(11, 1), new RandomWeights(3), metadata).write(file);
    return file;
  }

  @Test
  void hasNothingBesideItsNetworkAndKeepsAllCoresBusy() throws IOException {
    try (Inference whole = kind().open(model(), CPU)) {
      assertThat(whole.id()).isEqualTo(whole.model().id());
      assertThat(whole.load()).isEqualTo(Load.ALL_CORES);
    }
  }

  @Test
  void saysWhatItsFileIs() throws IOException {
    Path noted = export("noted", new Size(96, 64));

    try (Segmenter segmenter = Segmenter.open(noted, CPU)) {
      assertThat(segmenter.model().id()).matches("noted@[0-9a-f]{12}");
      assertThat(segmenter.model().metadata().size()).isEqualTo(new Size(96, 64));
      assertThat(segmenter.model().metadata().provenance()).containsEntry("data", "none");
    }
  }

  @ParameterizedTest
  @CsvSource({"64x64", "96x64", "131x97", "256x192"})
  void networksWorkAtAnySize(String size) throws IOException {
    // Given a working size that no stride divides
    Path other = export("at-" + size, Size.parse(size));
    ByteBuffer classes = ByteBuffer.allocateDirect(100 * 120);

    // When, Then
    try (Segmenter segmenter = Segmenter.open(other, CPU)) {
      segmenter.segment(noise(100 * 120 * 3, 9), 1, 100, 120, classes);
    }
    assertThat(array(classes)).isNotEqualTo(new byte[100 * 120]);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void aGpuIsNotReplacedInSilence(ProviderChoice gpu) {
    Assumptions.assumeTrue(
        RuntimeBuild.missing(Provider.CUDA).isPresent(), "this machine has a GPU");
    assertThatThrownBy(() -> Segmenter.open(model(), new SegmenterOptions(gpu, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("--provider " + gpu.name().toLowerCase(Locale.ROOT))
        .hasMessageContaining(RuntimeBuild.missing(Provider.valueOf(gpu.name())).orElseThrow());
  }

  @Test
  void autoTakesTheCpuWhereThereIsNothingElse() throws IOException {
    Assumptions.assumeTrue(
        RuntimeBuild.missing(Provider.CUDA).isPresent(), "this machine has a GPU");
    try (Segmenter segmenter = Segmenter.open(model(), SegmenterOptions.DEFAULTS)) {
      assertThat(segmenter.provider()).isEqualTo(Provider.CPU);
    }
  }
}
