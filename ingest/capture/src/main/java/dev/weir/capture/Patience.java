package dev.weir.capture;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a call may still take. The reading thread arms it; FFmpeg's callback asks it on the same
 * thread; any thread may end it for good.
 */
final class Patience {
  private final LongSupplier nanoTime;
  private volatile long deadline = Long.MAX_VALUE;
  private volatile boolean armed;
  private volatile boolean ended;

  Patience(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** From now on, at most this long. */
  void arm(Duration limit) {
    deadline = nanoTime.getAsLong() + limit.toNanos();
    armed = true;
  }

  void disarm() {
    armed = false;
  }

  /** The source is closed: whoever waits stops waiting. */
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** Whether to stop waiting. */
  boolean over() {
    return ended || expired();
  }

  boolean expired() {
    return armed && nanoTime.getAsLong() - deadline > 0;
  }
}
