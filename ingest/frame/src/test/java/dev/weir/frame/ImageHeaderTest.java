package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The header of a picture")
class ImageHeaderTest {
  private static final byte[] SMALL = startOfFrame(16, 16);

  /** Returns a SOF0 segment with three components. */
  private static byte[] startOfFrame(int width, int height) {
    return new byte[] {
      (byte) 0xFF,
      (byte) 0xC0,
      0,
      17,
      8,
      (byte) (height >> 8),
      (byte) height,
      (byte) (width >> 8),
      (byte) width,
      3,
      1,
      0x11,
      0,
      2,
      0x11,
      0,
      3,
      0x11,
      0
    };
  }

  /** Returns a segment with its length. */
  private static byte[] segment(int marker, byte[] content) {
    int length = content.length + 2;
    return join(
        new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length}, content);
  }

  private static byte[] jpeg(byte[]... parts) {
    return join(new byte[] {(byte) 0xFF, (byte) 0xD8}, join(parts));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xE0, 0xE1, 0xEF, 0xFE})
  void segmentsThatMayPrecedeTheSizeAreSkipped(int marker) {
    // Given a thumbnail's size inside a segment, and fill bytes after it
    byte[] picture =
        jpeg(segment(marker, startOfFrame(2000, 2000)), new byte[] {(byte) 0xFF}, SMALL);

    // When
    ImageHeader header = ImageHeader.read(picture);

    // Then
    assertThat(header).isEqualTo(new ImageHeader(FrameEncoding.JPEG, 16, 16));
  }

  /** A decoder treats these as garbage, errors, or markers without a length, and reads on. */
  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x01, 0x02, 0xBF, 0xC8, 0xD0, 0xD7, 0xD8, 0xDE, 0xDF, 0xF0, 0xFD})
  void aSizeAfterASegmentThatDecodersRejectIsNotUsed(int marker) {
    byte[] picture = jpeg(segment(marker, startOfFrame(20_000, 20_000)), SMALL);

    assertThatThrownBy(() -> ImageHeader.read(picture))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("marker 0x%02x".formatted(marker));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aSegmentShorterThanItsOwnLengthIsRefused(int length) {
    byte[] picture = jpeg(new byte[] {(byte) 0xFF, (byte) 0xE0, 0, (byte) length}, SMALL);

    assertThatThrownBy(() -> ImageHeader.read(picture))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("length " + length);
  }

  @Test
  void aPictureThatEndsBeforeItsSizeIsRefused() {
    byte[] picture = jpeg(segment(0xE0, new byte[20]));

    assertThatThrownBy(() -> ImageHeader.read(picture))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("before its size");
  }
}
