package dev.weir.capture;

import java.time.Duration;

/**
 * Keeps at most a given number of pictures per second, by their positions. Confined to one thread.
 */
final class FrameRateLimiter {
  private static final double NANOS = 1e9;

  private final double interval;
  private double due;

  /** Creates a limiter; a rate of 0 keeps all pictures. */
  FrameRateLimiter(double maxFps) {
    this.interval = maxFps == 0 ? 0 : NANOS / maxFps;
  }

  /** Whether to keep the picture at a position. */
  boolean keep(Duration position) {
    double at = (double) position.toNanos();
    if (interval == 0) {
      return true;
    }
    // Half a millisecond early counts as on time, because timestamps are rounded.
    if (at < due - 5e5) {
      return false;
    }
    due = Math.max(due + interval, at + interval / 2);
    return true;
  }
}
