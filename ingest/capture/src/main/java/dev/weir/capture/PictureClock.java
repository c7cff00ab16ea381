package dev.weir.capture;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Positions that start at 0 and grow strictly, whatever a stream's timestamps do. Not thread-safe.
 */
final class PictureClock {
  private final long step;
  private boolean started;
  private boolean based;
  private long base;
  private long last;

  /**
   * A clock.
   *
   * @param step microseconds from a picture to the next where its timestamp is of no use
   */
  PictureClock(long step) {
    this.step = Math.max(1, step);
  }

  /** The position of a picture with a timestamp in microseconds, of any origin. */
  Duration at(long micros) {
    if (!based) {
      based = true;
      base = started ? micros - last - step : micros;
    }
    return grown(micros - base);
  }

  /** The position of a picture without a timestamp: a step after the one before. */
  Duration untimed() {
    return grown(last);
  }

  /** The position of a picture that arrived now. */
  Duration arrived() {
    return at(System.nanoTime() / 1000);
  }

  private Duration grown(long micros) {
    if (!started) {
      started = true;
      last = 0;
    } else {
      last = micros > last ? micros : last + step;
    }
    return Duration.of(last, ChronoUnit.MICROS);
  }
}
