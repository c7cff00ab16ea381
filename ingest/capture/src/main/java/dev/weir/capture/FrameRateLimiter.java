package dev.weir.capture;

import java.time.Duration;

/** Keeps at most so many pictures a second, by their positions. One thread. */
final class FrameRateLimiter {
  private static final double NANOS = 1e9;

  private final double interval;
  private double due;

  /** Of a rate; 0 keeps all. */
  FrameRateLimiter(double maxFps) {
    this.interval = maxFps == 0 ? 0 : NANOS / maxFps;
  }

  /** Whether the picture at a position is kept. */
  boolean keep(Duration position) {
    double at = (double) position.toNanos();
    if (interval == 0) {
      return true;
    }
    // Half a millisecond early counts as on time: stamps are rounded.
    if (at < due - 5e5) {
      return false;
    }
    due = Math.max(due + interval, at + interval / 2);
    return true;
  }

  /** A new stream: its positions start again. */
  void restart() {
    due = 0;
  }
}
