package dev.weir.capture;

import dev.weir.image.Pixels;
import java.time.Duration;

/**
 * One picture as a source delivers it. What it holds belongs to the source again at the next call
 * of {@link FrameSource#next()}, except a JPEG's bytes, which are the taker's.
 */
public sealed interface Shot {
  /** Time since the stream's first picture: the file's clock, or the arrival at a live source. */
  Duration position();

  /** Pixels. */
  int width();

  /** Pixels. */
  int height();

  /** A picture that came as JPEG and is passed through as it is. */
  // Compared by nobody; a copy of each picture is what the rule against arrays would cost.
  @SuppressWarnings("ArrayRecordComponent")
  record Jpeg(Duration position, int width, int height, byte[] data) implements Shot {}

  /** A decoded picture, in memory that the source uses again. */
  record Raw(Duration position, Pixels pixels) implements Shot {
    @Override
    public int width() {
      return pixels.width();
    }

    @Override
    public int height() {
      return pixels.height();
    }
  }
}
