package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.Icnet;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.RandomWeights;
import dev.weir.zoo.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SegmenterTest {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);

  @TempDir static Path directory;
  private static Path model;

  @BeforeAll
  static void exportARandomIcnet() throws IOException {
    model = export("random", new Size(96, 64));
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

  private static ByteBuffer noise(int bytes, long seed) {
    byte[] values = new byte[bytes];
    new Random(seed).nextBytes(values);
    return ByteBuffer.allocateDirect(bytes).put(0, values);
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] values = new byte[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }

  @Test
  void saysWhatItsModelIs() throws IOException {
    try (Segmenter segmenter = Segmenter.open(model, CPU)) {
      assertThat(segmenter.provider()).isEqualTo(Provider.CPU);
      assertThat(segmenter.model().classes()).isEqualTo(ClassMap.CAMVID);
      assertThat(segmenter.model().id()).matches("random@[0-9a-f]{12}");
      assertThat(segmenter.model().metadata().size()).isEqualTo(new Size(96, 64));
      assertThat(segmenter.model().metadata().provenance()).containsEntry("data", "none");
    }
  }

  @ParameterizedTest
  @CsvSource({"64,64", "65,67", "31,200", "480,640", "719,1281"})
  void segmentsFramesOfAnySizeToClassesOfTheMap(int height, int width) throws IOException {
    // Given
    ByteBuffer frame = noise(height * width * 3, 5);
    ByteBuffer classes = ByteBuffer.allocateDirect(height * width);

    // When
    try (Segmenter segmenter = Segmenter.open(model, CPU)) {
      segmenter.segment(frame, 1, height, width, classes);
    }

    // Then
    byte[] found = array(classes);
    assertThat(found).isNotEqualTo(new byte[found.length]);
    for (byte c : found) {
      assertThat(c).isBetween((byte) 0, (byte) 10);
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

  @Test
  void aBatchGivesWhatItsFramesGiveAlone() throws IOException {
    // Given
    int pixels = 60 * 80;
    ByteBuffer batch = noise(2 * pixels * 3, 11);
    ByteBuffer together = ByteBuffer.allocateDirect(2 * pixels);
    ByteBuffer first = ByteBuffer.allocateDirect(pixels);
    ByteBuffer second = ByteBuffer.allocateDirect(pixels);

    // When
    try (Segmenter segmenter = Segmenter.open(model, CPU)) {
      segmenter.segment(batch, 2, 60, 80, together);
      segmenter.segment(batch.slice(0, pixels * 3), 1, 60, 80, first);
      segmenter.segment(batch.slice(pixels * 3, pixels * 3), 1, 60, 80, second);
    }

    // Then
    assertThat(array(together.slice(0, pixels))).isEqualTo(array(first));
    assertThat(array(together.slice(pixels, pixels))).isEqualTo(array(second));
    assertThat(array(first)).isNotEqualTo(array(second));
  }

  @Test
  void buffersThatAreTooSmallOrOnTheHeapAreNamed() throws IOException {
    try (Segmenter segmenter = Segmenter.open(model, CPU)) {
      ByteBuffer frame = noise(64 * 64 * 3, 1);
      ByteBuffer small = ByteBuffer.allocateDirect(64 * 64 - 1);
      assertThatThrownBy(() -> segmenter.segment(frame, 1, 64, 64, small))
          .hasMessageContaining("classes: a direct buffer of 4095 bytes, expected")
          .hasMessageContaining("at least 4096");
      assertThatThrownBy(
              () -> segmenter.segment(ByteBuffer.allocate(64 * 64 * 3), 1, 64, 64, small))
          .hasMessageContaining("frames: a heap buffer");
    }
  }

  @Test
  void closingWaitsForWorkOfSeveralInferences() throws Exception {
    // Given
    Segmenter segmenter = Segmenter.open(model, CPU);
    Thread closing = new Thread(segmenter::close);
    ByteBuffer classes = ByteBuffer.allocateDirect(64 * 64);

    // When it is closed between two inferences of the same work
    segmenter.whileOpen(
        () -> {
          segmenter.segment(noise(64 * 64 * 3, 1), 1, 64, 64, classes);
          closing.start();
          while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          segmenter.segment(noise(64 * 64 * 3, 1), 1, 64, 64, classes);
        });

    // Then
    closing.join();
    assertThatThrownBy(() -> segmenter.segment(noise(64 * 64 * 3, 1), 1, 64, 64, classes))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFileThatIsNoModelIsRefusedByName() throws IOException {
    Path text = Files.writeString(directory.resolve("text.onnx"), "not a model");
    assertThatThrownBy(() -> Segmenter.open(text, CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("text.onnx: not an ONNX model");

    Path empty = Files.createFile(directory.resolve("empty.onnx"));
    assertThatThrownBy(() -> Segmenter.open(empty, CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("an empty file");
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void aGpuIsNotReplacedInSilence(ProviderChoice gpu) {
    Assumptions.assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "this build of ONNX Runtime has CUDA");
    assertThatThrownBy(() -> Segmenter.open(model, new SegmenterOptions(gpu, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("--provider " + gpu.name().toLowerCase(Locale.ROOT))
        .hasMessageContaining("-Pgpu");
  }

  @Test
  void autoTakesTheCpuWhereThereIsNothingElse() throws IOException {
    Assumptions.assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "this build of ONNX Runtime has CUDA");
    try (Segmenter segmenter = Segmenter.open(model, SegmenterOptions.DEFAULTS)) {
      assertThat(segmenter.provider()).isEqualTo(Provider.CPU);
    }
  }
}
