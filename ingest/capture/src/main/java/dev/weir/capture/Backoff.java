package dev.weir.capture;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a camera is tried again: twice as long each time, at most {@link #MOST},
 * with jitter so that cameras behind one switch do not all knock at once. One thread.
 */
final class Backoff {
  /** A camera that returns is back within five seconds. */
  static final Duration MOST = Duration.ofSeconds(4);

  private static final Duration FIRST = Duration.ofMillis(250);

  private final DoubleSupplier random;
  private Duration next = FIRST;

  /** With a source of numbers from 0 to below 1. */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Half to all of the current step; the next one is longer. */
  Duration next() {
    long step = next.toNanos();
    next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
    return Duration.ofNanos(step / 2 + (long) (step / 2.0 * random.getAsDouble()));
  }

  /** It worked: start from the shortest again. */
  void reset() {
    next = FIRST;
  }
}
