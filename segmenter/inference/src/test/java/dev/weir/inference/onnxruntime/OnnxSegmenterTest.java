package dev.weir.inference.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.inference.CpuDemand;
import dev.weir.inference.ModelException;
import dev.weir.inference.Provider;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterKit;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.kinds.InferenceKind;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Icnet;
import dev.weir.zoo.weights.RandomWeights;
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

@DisplayName("The ONNX segmenter")
class OnnxSegmenterTest extends SegmenterKit {
  @Override
  protected InferenceKind kind() {
    return InferenceKind.FULL_FRAME;
  }

  private static Path export(String name, InputSize size) throws IOException {
    Path file = directory.resolve(name + ".onnx");
    ModelMetadata metadata =
        new ModelMetadata(
            "icnet",
            1,
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList(),
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            size,
            Map.of("data", "none"));
    DeployedModel.of(new Icnet(11, 1), new RandomWeights(3), metadata).write(file);
    return file;
  }

  @Test
  void hasNothingBesideItsNetworkAndKeepsAllCoresBusy() throws IOException {
    try (Segmenter whole = kind().open(model(), CPU)) {
      assertThat(whole.id()).isEqualTo(whole.model().id());
      assertThat(whole.demand()).isEqualTo(CpuDemand.ALL_CORES);
    }
  }

  @Test
  void saysWhatItsFileIs() throws IOException {
    Path noted = export("noted", new InputSize(96, 64));

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(noted, CPU)) {
      assertThat(segmenter.model().id()).matches("noted@[0-9a-f]{12}");
      assertThat(segmenter.model().metadata().size()).isEqualTo(new InputSize(96, 64));
      assertThat(segmenter.model().metadata().provenance()).containsEntry("data", "none");
    }
  }

  @ParameterizedTest
  @CsvSource({"64x64", "96x64", "131x97", "256x192"})
  void networksWorkAtAnySize(String size) throws IOException {
    // Given a working size that is not a multiple of any stride
    Path other = export("at-" + size, InputSize.parse(size));
    ByteBuffer classes = ByteBuffer.allocateDirect(100 * 120);

    // When, Then
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(other, CPU)) {
      segmenter.segment(noise(100 * 120 * 3, 9), 1, 100, 120, classes);
    }
    assertThat(array(classes)).isNotEqualTo(new byte[100 * 120]);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void aGpuIsNotReplacedInSilence(ProviderChoice gpu) {
    Assumptions.assumeTrue(
        RuntimeBuild.missing(Provider.CUDA).isPresent(), "this machine has a GPU");
    assertThatThrownBy(() -> OnnxSegmenter.open(model(), new SegmenterOptions(gpu, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("--provider " + gpu.name().toLowerCase(Locale.ROOT))
        .hasMessageContaining(RuntimeBuild.missing(Provider.valueOf(gpu.name())).orElseThrow());
  }

  @Test
  void autoTakesTheCpuWhereThereIsNothingElse() throws IOException {
    Assumptions.assumeTrue(
        RuntimeBuild.missing(Provider.CUDA).isPresent(), "this machine has a GPU");
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model(), SegmenterOptions.DEFAULTS)) {
      assertThat(segmenter.provider()).isEqualTo(Provider.CPU);
    }
  }
}
