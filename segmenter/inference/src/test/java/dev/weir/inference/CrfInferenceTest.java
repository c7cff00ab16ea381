package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A model asked through a CRF")
class CrfInferenceTest extends InferenceKit {
  private static final int FRAMES = 2;
  private static final int HEIGHT = 40;
  private static final int WIDTH = 56;

  @Override
  InferenceKind kind() {
    return InferenceKind.CRF;
  }

  private static byte[] classes(Inference inference) throws ModelException {
    ByteBuffer classes = ByteBuffer.allocateDirect(FRAMES * HEIGHT * WIDTH);
    inference.segment(noise(FRAMES * HEIGHT * WIDTH * 3, 5), FRAMES, HEIGHT, WIDTH, classes);
    return array(classes);
  }

  @Test
  void saysWhatTheModelAloneSaysWhereNoPixelPullsAnother() throws IOException {
    // Given
    CrfOptions nothing = new CrfOptions(0, 10, 10, 0, 2, 2);
    byte[] whole;
    try (Inference plain = InferenceKind.WHOLE.open(model(), CPU)) {
      whole = classes(plain);
    }

    // When, Then: frame by frame, in their places
    try (Inference crf = CrfInference.open(model(), CPU, nothing)) {
      assertThat(classes(crf)).isEqualTo(whole);
      assertThat(contours(whole)).isPositive();
    }
  }

  @Test
  void makesFewerContoursThanTheModelAlone() throws IOException {
    try (Inference plain = InferenceKind.WHOLE.open(model(), CPU);
        Inference crf = CrfInference.open(model(), CPU, new CrfOptions(0, 10, 10, 3, 3, 5))) {
      assertThat(contours(classes(crf))).isLessThan(contours(classes(plain)));
      assertThat(crf.model()).isEqualTo(plain.model());
    }
  }

  @Test
  void saysThatACrfWorkedAndKeepsACoreForEachCall() throws IOException {
    try (Inference crf = kind().open(model(), CPU)) {
      assertThat(crf.id()).isEqualTo(crf.model().id() + "+crf");
      assertThat(crf.load()).as("wherever the network runs").isEqualTo(Load.ONE_CORE);
    }
  }

  private static int contours(byte[] classes) {
    int contours = 0;
    for (int i = 1; i < classes.length; i++) {
      contours += classes[i] == classes[i - 1] ? 0 : 1;
    }
    return contours;
  }
}
