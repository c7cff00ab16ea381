package dev.weir.capture.source;

import dev.weir.image.Pixels;
import java.time.Duration;

/**
 * One picture as a source delivers it. What it holds belongs to the source again at the next call
 * of {@link FrameSource#next()}, except a JPEG's bytes, which are the taker's.
 */
public sealed interface CapturedImage {
  /** Time since the stream's first picture: the file's clock, or the arrival at a live source. */
  Duration position();

  /** Pixels. */
  int width();

  /** Pixels. */
  int height();

  /** A picture that came as JPEG and is passed through as it is. */
  // Compared by nobody; a copy of each picture is what the rule against arrays would cost.
  @SuppressWarnings("ArrayRecordComponent")
  record Jpeg(Duration position, int width, int height, byte[] data) implements CapturedImage {}

  /**
   * A decoded picture. Its pixels are made when they are asked for, in memory that the source uses
   * again: one that is left out costs no conversion.
   */
  record Raw(Duration position, int width, int height, Picture picture) implements CapturedImage {
    /** Whose pixels are there. */
    public Raw(Duration position, Pixels pixels) {
      this(position, pixels.width(), pixels.height(), () -> pixels);
    }

    /**
     * The pixels, on the thread that called {@link FrameSource#next()}, before it calls it again.
     *
     * @throws SourceException if they cannot be made, or the source was closed meanwhile
     */
    public Pixels pixels() throws SourceException {
      return picture.pixels();
    }
  }

  /** What pixels are made of. */
  @FunctionalInterface
  interface Picture {
    /**
     * The pixels.
     *
     * @throws SourceException if they cannot be made
     */
    Pixels pixels() throws SourceException;
  }
}
