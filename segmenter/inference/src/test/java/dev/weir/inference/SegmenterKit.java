package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.mask.ClassMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the contract of {@link Segmenter} for every kind of inference. */
public abstract class SegmenterKit extends SegmenterLifecycleKit {
  @Test
  void describesItsModelAndWhereItRuns() throws IOException {
    try (Segmenter segmenter = open()) {
      assertThat(segmenter.model().classes()).isEqualTo(ClassMap.CAMVID);
      assertThat(segmenter.model().name()).isEqualTo("random");
      assertThat(segmenter.id())
          .as("the model, and what is done besides")
          .startsWith(segmenter.model().id())
          .matches("random@[0-9a-f]{12}(\\+[a-z]+)?");
      assertThat(segmenter.provider()).isEqualTo(Provider.CPU);
    }
  }

  @ParameterizedTest
  @CsvSource({"64,64", "65,67", "31,200", "1,1", "2,90", "240,321"})
  void segmentsFramesOfAnySizeToClassesOfTheMap(int height, int width) throws IOException {
    // Given
    ByteBuffer classes = untouched(height * width);

    // When
    try (Segmenter segmenter = open()) {
      segmenter.segment(noise(height * width * 3, 5), 1, height, width, classes);
    }

    // Then
    for (byte c : array(classes)) {
      assertThat(c).isBetween((byte) 0, (byte) 10);
    }
  }

  @Test
  void aBatchReturnsTheSameAsItsFramesAlone() throws IOException {
    // Given
    int pixels = 60 * 80;
    ByteBuffer batch = noise(2 * pixels * 3, 11);
    ByteBuffer together = ByteBuffer.allocateDirect(2 * pixels);

    try (Segmenter segmenter = open()) {
      byte[] first = alone(segmenter, batch.slice(0, pixels * 3), 60, 80);
      byte[] second = alone(segmenter, batch.slice(pixels * 3, pixels * 3), 60, 80);

      // When
      segmenter.segment(batch, 2, 60, 80, together);

      // Then
      assertThat(array(together.slice(0, pixels))).isEqualTo(first);
      assertThat(array(together.slice(pixels, pixels))).isEqualTo(second).isNotEqualTo(first);
    }
  }

  @Test
  void buffersThatAreTooSmallOrOnTheHeapAreNamedAndUnchanged() throws IOException {
    int pixels = 64 * 64;
    ByteBuffer frames = noise(2 * pixels * 3, 1);
    ByteBuffer classes = untouched(2 * pixels);
    ByteBuffer fewer = noise(2 * pixels * 3 - 1, 1);
    ByteBuffer less = ByteBuffer.allocateDirect(2 * pixels - 1);

    try (Segmenter segmenter = open()) {
      assertRefused(segmenter, ByteBuffer.allocate(2 * pixels * 3), classes, "frames: a heap");
      assertRefused(segmenter, fewer, classes, "frames: a direct buffer of 24575 bytes, expected");
      assertRefused(segmenter, frames, ByteBuffer.allocate(2 * pixels), "classes: a heap buffer");
      assertRefused(segmenter, frames, less, "classes: a direct buffer of 8191 bytes, expected");
      assertRefused(segmenter, frames, less, "a direct one of at least 8192");
    }
    assertThat(array(classes)).containsOnly(UNTOUCHED);
  }

  private static void assertRefused(
      Segmenter segmenter, ByteBuffer frames, ByteBuffer classes, String words) {
    assertThatThrownBy(() -> segmenter.segment(frames, 2, 64, 64, classes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void buffersAreUsedFromTheirStartWhateverTheirPosition() throws IOException {
    // Given: buffers longer than needed, with marker values behind
    int pixels = 40 * 48;
    ByteBuffer frame = noise(pixels * 3 + 5, 13);
    ByteBuffer classes = untouched(pixels + 5);

    try (Segmenter segmenter = open()) {
      byte[] expected = alone(segmenter, frame, 40, 48);
      frame.position(7).limit(9);
      classes.position(3).limit(4);

      // When
      segmenter.segment(frame, 1, 40, 48, classes);

      // Then
      assertThat(array(classes)).startsWith(expected).endsWith(untouchedArray(5));
    }
    assertThat(frame).matches(b -> b.position() == 7 && b.limit() == 9);
    assertThat(classes).matches(b -> b.position() == 3 && b.limit() == 4);
  }

  private static byte[] untouchedArray(int bytes) {
    return array(untouched(bytes));
  }
}
