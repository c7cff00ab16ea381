package dev.weir.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExifOrientationTest {
  private static final byte[] BODY = {
    (byte) 0xFF, (byte) 0xDA, 0, 2, 7, 7, (byte) 0xFF, (byte) 0xD9
  };

  static IntStream eight() {
    return IntStream.rangeClosed(1, 8);
  }

  /** The start of a JPEG with an Exif segment of two entries. The second one is the orientation. */
  private static byte[] jpeg(int value, ByteOrder order, int type) {
    ByteBuffer b = ByteBuffer.allocate(200);
    b.putShort((short) 0xFFD8);
    b.putShort((short) 0xFFE0).putShort((short) 4).putShort((short) 0); // another segment before it
    b.putShort((short) 0xFFE1).putShort((short) (2 + 6 + 8 + 2 + 24 + 4));
    b.put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    b.order(order);
    b.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
    b.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
    b.putShort((short) 42).putInt(8).putShort((short) 2);
    b.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(640);
    b.putShort((short) 0x0112).putShort((short) type).putInt(1);
    if (type == 3) {
      b.putShort((short) value).putShort((short) 0);
    } else {
      b.putInt(value);
    }
    b.putInt(0);
    b.put(BODY);
    return Arrays.copyOf(b.array(), b.position());
  }

  @ParameterizedTest
  @MethodSource("eight")
  void eachValueIsReadInBothByteOrdersAndTypes(int value) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (int type : new int[] {3, 4}) {
        // When
        Orientation found = ExifOrientation.of(jpeg(value, order, type));

        // Then
        assertThat(found).isEqualTo(Orientation.ofExif(value));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("eight")
  void resettingChangesTheTagAndNothingElse(int value) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (int type : new int[] {3, 4}) {
        // Given
        byte[] jpeg = jpeg(value, order, type);
        byte[] before = jpeg.clone();

        // When
        byte[] reset = ExifOrientation.reset(jpeg);

        // Then
        assertThat(reset).isEqualTo(jpeg(1, order, type));
        assertThat(jpeg).isEqualTo(before);
        assertThat(ExifOrientation.of(reset)).isEqualTo(Orientation.UPRIGHT);
      }
    }
  }

  @Test
  void aJpegWithoutTheTagIsUprightAndNotCopied() {
    byte[] plain = {
      (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 2, 1, (byte) 0xFF, (byte) 0xD9
    };
    assertThat(ExifOrientation.of(plain)).isEqualTo(Orientation.UPRIGHT);
    assertThat(ExifOrientation.reset(plain)).isSameAs(plain);
  }

  @Test
  void aSegmentThatIsCutOffIsUpright() {
    // Given
    byte[] whole = jpeg(6, ByteOrder.BIG_ENDIAN, 3);
    int from = BODY.length;

    for (int length = 0; length < whole.length - from; length++) {
      // When, Then
      assertThat(ExifOrientation.of(Arrays.copyOf(whole, length))).isEqualTo(Orientation.UPRIGHT);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "7", "2147483647", "60"})
  void aDirectoryThatLiesElsewhereIsNotFollowed(int offset) {
    // Given
    byte[] jpeg = jpeg(6, ByteOrder.BIG_ENDIAN, 3);
    ByteBuffer.wrap(jpeg).putInt(2 + 6 + 4 + 6 + 4, offset);

    // When, Then
    assertThat(ExifOrientation.of(jpeg)).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void noiseIsNeverAnError() {
    // Given
    Random random = new Random(7);
    byte[] whole = jpeg(8, ByteOrder.LITTLE_ENDIAN, 3);

    for (int i = 0; i < 20_000; i++) {
      byte[] noisy = whole.clone();
      for (int n = 0; n < 4; n++) {
        noisy[2 + random.nextInt(noisy.length - 2)] = (byte) random.nextInt();
      }

      // When, Then
      assertThat(ExifOrientation.of(noisy)).isNotNull();
      assertThat(ExifOrientation.reset(noisy)).hasSameSizeAs(noisy);
    }
  }
}
