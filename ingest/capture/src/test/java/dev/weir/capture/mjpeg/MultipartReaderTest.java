package dev.weir.capture.mjpeg;

import static dev.weir.capture.source.Jpegs.ascii;
import static dev.weir.capture.source.Jpegs.jpeg;
import static dev.weir.capture.source.Jpegs.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
  /** Creates a reader of bytes that arrive a few at a time. */
  private static MultipartReader reader(int piece, byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] bytes : pieces) {
      all.writeBytes(bytes);
    }
    ByteBuffer whole = ByteBuffer.wrap(all.toByteArray()).limit(0);
    return new MultipartReader(
        () -> {
          if (!whole.hasRemaining()) {
            whole.limit(Math.min(whole.capacity(), whole.limit() + piece));
          }
          return whole.hasRemaining() ? whole : null;
        });
  }

  @Test
  void partsWithAndWithoutALengthAreReadHoweverTheyArrive() throws IOException {
    for (int piece : new int[] {1, 7, 100_000}) {
      // Given
      MultipartReader reader =
          reader(
              piece, ascii("\r\n"), part(jpeg(1), true), part(jpeg(2), false), part(jpeg(3), true));

      // When, Then
      assertThat(reader.next()).isEqualTo(jpeg(1));
      assertThat(reader.next()).isEqualTo(jpeg(2));
      assertThat(reader.next()).isEqualTo(jpeg(3));
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void aThumbnailsEndIsNotThePicturesEnd() throws IOException {
    // Given an APP1 segment that contains a whole JPEG
    byte[] inner = jpeg(1);
    byte[] outer = jpeg(2);
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    picture.write(outer, 0, 2);
    picture.writeBytes(
        new byte[] {
          (byte) 0xFF, (byte) 0xE1, (byte) ((inner.length + 2) >> 8), (byte) (inner.length + 2)
        });
    picture.writeBytes(inner);
    picture.write(outer, 2, outer.length - 2);

    // When
    byte[] read = reader(1000, part(picture.toByteArray(), false), part(outer, false)).next();

    // Then
    assertThat(read).isEqualTo(picture.toByteArray());
  }

  @Test
  void aPartThatIsNoJpegIsSkipped() throws IOException {
    // Given
    MultipartReader reader =
        reader(
            50,
            ascii("--frame\r\nContent-Type: text/plain\r\n\r\nhello\r\n"),
            ascii("--frame\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi\r\n"),
            part(jpeg(1), true));

    // When, Then
    assertThat(reader.next()).isEqualTo(jpeg(1));
  }

  @Test
  void theClosingDelimiterEndsTheStream() throws IOException {
    // Given
    MultipartReader reader =
        reader(50, part(jpeg(1), true), ascii("--frame--\r\n"), part(jpeg(2), true));

    // When
    reader.next();

    // Then
    assertThat(reader.next()).isNull();
  }

  @Test
  void aLengthAboveTheLimitIsRefusedBeforeItIsRead() {
    // Given
    MultipartReader reader = reader(50, ascii("--frame\r\nContent-Length: 16777217\r\n\r\n"));

    // When, Then
    assertThatThrownBy(reader::next)
        .isInstanceOf(IOException.class)
        .hasMessage("a part's Content-Length is 16777217, expected at most 16777216");
  }

  @Test
  void aLengthThatIsNoNumberIsRefused() {
    // Given
    MultipartReader reader = reader(50, ascii("--frame\r\nContent-Length: many\r\n\r\n"));

    // When, Then
    assertThatThrownBy(reader::next).hasMessageContaining("'many', expected a number");
  }

  @Test
  void anEndWithinAPartIsNoEndOfTheStream() throws IOException {
    // Given
    byte[] part = part(jpeg(1), true);
    MultipartReader reader = reader(50, Arrays.copyOf(part, part.length / 2));

    // When, Then
    assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
  }
}
