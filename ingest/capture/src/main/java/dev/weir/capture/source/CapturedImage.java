package dev.weir.capture.source;

import dev.weir.image.Pixels;
import java.time.Duration;

/**
 * One picture from a source. Its memory is only valid until the next call of {@link
 * FrameSource#next()}, except the bytes of a JPEG, which belong to the caller.
 */
public sealed interface CapturedImage {
  /**
   * Time since the stream's first picture: by the file's timestamps, or by arrival at a live
   * source.
   */
  Duration position();

  /** The width in pixels. */
  int width();

  /** The height in pixels. */
  int height();

  /** A picture that arrived as JPEG and is passed through unchanged. */
  // Never compared, so the array is safe here. A defensive copy per picture would be expensive.
  @SuppressWarnings("ArrayRecordComponent")
  record Jpeg(Duration position, int width, int height, byte[] data) implements CapturedImage {}

  /**
   * A decoded picture. Its pixels are converted on demand, into memory that the source reuses. A
   * skipped picture costs no conversion.
   */
  record Raw(Duration position, int width, int height, Picture picture) implements CapturedImage {
    /** Creates a picture whose pixels already exist. */
    public Raw(Duration position, Pixels pixels) {
      this(position, pixels.width(), pixels.height(), () -> pixels);
    }

    /**
     * Returns the pixels. Must be called by the thread that called {@link FrameSource#next()},
     * before its next call.
     *
     * @throws SourceException if the conversion fails, or the source was closed meanwhile
     */
    public Pixels pixels() throws SourceException {
      return picture.pixels();
    }
  }

  /** Produces the pixels of a picture. */
  @FunctionalInterface
  interface Picture {
    /**
     * Returns the pixels.
     *
     * @throws SourceException if the conversion fails
     */
    Pixels pixels() throws SourceException;
  }
}
