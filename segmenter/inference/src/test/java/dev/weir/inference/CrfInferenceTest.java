package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Networks;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.RandomWeights;
import dev.weir.zoo.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model asked through a CRF")
class CrfInferenceTest {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  private static final int FRAMES = 2;
  private static final int HEIGHT = 40;
  private static final int WIDTH = 56;

  @TempDir static Path directory;
  private static Path model;

  @BeforeAll
  static void exportARandomIcnet() throws IOException {
    model = directory.resolve("random.onnx");
    ModelMetadata metadata =
        new ModelMetadata(
            "icnet",
            0.25,
            List.of("a", "b", "c"),
            List.of(1, 2, 3),
            Normalisation.grey(0.42f, 0.28f),
            new Size(96, 64),
            Map.of());
    DeployedModel.of(Networks.of("icnet", 3, 0.25), new RandomWeights(3), metadata).write(model);
  }

  private static ByteBuffer noise() {
    byte[] values = new byte[FRAMES * HEIGHT * WIDTH * 3];
    new Random(5).nextBytes(values);
    return ByteBuffer.allocateDirect(values.length).put(0, values);
  }

  private static byte[] classes(Inference inference) throws ModelException {
    ByteBuffer classes = ByteBuffer.allocateDirect(FRAMES * HEIGHT * WIDTH);
    inference.segment(noise(), FRAMES, HEIGHT, WIDTH, classes);
    byte[] found = new byte[classes.capacity()];
    classes.get(0, found);
    return found;
  }

  @Test
  void saysWhatTheModelAloneSaysWhereNoPixelPullsAnother() throws IOException {
    // Given
    CrfOptions nothing = new CrfOptions(0, 10, 10, 0, 2, 2);
    byte[] whole;
    try (Inference plain = InferenceKind.WHOLE.open(model, CPU)) {
      whole = classes(plain);
    }

    // When, Then: frame by frame, in their places
    try (Inference crf = CrfInference.open(model, CPU, nothing)) {
      assertThat(classes(crf)).isEqualTo(whole);
      assertThat(whole).contains(0, 1);
    }
  }

  @Test
  void makesFewerContoursThanTheModelAlone() throws IOException {
    try (Inference plain = InferenceKind.WHOLE.open(model, CPU);
        Inference crf = CrfInference.open(model, CPU, new CrfOptions(0, 10, 10, 3, 3, 5))) {
      assertThat(contours(classes(crf))).isLessThan(contours(classes(plain)));
      assertThat(crf.model()).isEqualTo(plain.model());
    }
  }

  private static int contours(byte[] classes) {
    int contours = 0;
    for (int i = 1; i < classes.length; i++) {
      contours += classes[i] == classes[i - 1] ? 0 : 1;
    }
    return contours;
  }

  @Test
  void whatIsNoModelIsNamed() throws IOException {
    Path poem = Files.writeString(directory.resolve("poem.onnx"), "not a model");

    assertThatThrownBy(() -> InferenceKind.CRF.open(poem, CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("poem.onnx");
  }

  @Test
  void afterItsEndItRefuses() throws IOException {
    Inference crf = InferenceKind.CRF.open(model, CPU);
    crf.close();

    assertThatThrownBy(() -> classes(crf)).isInstanceOf(IllegalStateException.class);
  }
}
