package dev.weir.inference.crf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.CpuDemand;
import dev.weir.inference.CrfOptions;
import dev.weir.inference.ModelException;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterKit;
import dev.weir.inference.kinds.InferenceKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The CRF segmenter")
class CrfSegmenterTest extends SegmenterKit {
  private static final int FRAMES = 2;
  private static final int HEIGHT = 40;
  private static final int WIDTH = 56;

  @Override
  protected InferenceKind kind() {
    return InferenceKind.CRF;
  }

  private static byte[] classes(Segmenter segmenter) throws ModelException {
    ByteBuffer classes = ByteBuffer.allocateDirect(FRAMES * HEIGHT * WIDTH);
    segmenter.segment(noise(FRAMES * HEIGHT * WIDTH * 3, 5), FRAMES, HEIGHT, WIDTH, classes);
    return array(classes);
  }

  @Test
  void saysWhatTheModelAloneSaysWhereNoPixelPullsAnother() throws IOException {
    // Given
    CrfOptions nothing = new CrfOptions(0, 10, 10, 0, 2, 2);
    byte[] whole;
    try (Segmenter plain = InferenceKind.FULL_FRAME.open(model(), CPU)) {
      whole = classes(plain);
    }

    // When, Then: each frame's mask is in its place
    try (Segmenter crf = CrfSegmenter.open(model(), CPU, nothing)) {
      assertThat(classes(crf)).isEqualTo(whole);
      assertThat(contours(whole)).isPositive();
    }
  }

  @Test
  void makesFewerContoursThanTheModelAlone() throws IOException {
    try (Segmenter plain = InferenceKind.FULL_FRAME.open(model(), CPU);
        Segmenter crf = CrfSegmenter.open(model(), CPU, new CrfOptions(0, 10, 10, 3, 3, 5))) {
      assertThat(contours(classes(crf))).isLessThan(contours(classes(plain)));
      assertThat(crf.model()).isEqualTo(plain.model());
    }
  }

  @Test
  void saysThatACrfWorkedAndKeepsACoreForEachCall() throws IOException {
    try (Segmenter crf = kind().open(model(), CPU)) {
      assertThat(crf.id()).isEqualTo(crf.model().id() + "+crf");
      assertThat(crf.demand()).as("wherever the network runs").isEqualTo(CpuDemand.ONE_CORE);
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
