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

  /** One that refuses its user is asked less often: many lock out who fails too often. */
  static final Duration MOST_REFUSED = Duration.ofSeconds(60);

  private static final Duration FIRST = Duration.ofMillis(250);

  private final DoubleSupplier random;
  private Duration next = FIRST;

  /** With a source of numbers from 0 to below 1. */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Half to all of the current step; the next one is longer. */
  Duration next() {
    return next(MOST);
  }

  /** The same after a server has refused its user, at most {@link #MOST_REFUSED}. */
  Duration nextAfterRefusal() {
    return next(MOST_REFUSED);
  }

  private Duration next(Duration max) {
    long step = Math.min(next.toNanos(), max.toNanos());
    next = Duration.ofNanos(Math.min(2 * step, max.toNanos()));
    return Duration.ofNanos(step / 2 + (long) (step / 2.0 * random.getAsDouble()));
  }

  /** It worked: start from the shortest again. */
  void reset() {
    next = FIRST;
  }
}
