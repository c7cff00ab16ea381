package dev.weir.capture;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The wait before a camera is retried. It doubles each time, up to {@link #MAX}, with jitter so
 * that cameras behind one switch are not all retried at the same moment. Confined to one thread.
 */
final class Backoff {
  /** Short enough that a camera that returns is back within five seconds. */
  static final Duration MAX = Duration.ofSeconds(4);

  /** Limit after a refused login. Many cameras lock out a user after too many failed attempts. */
  static final Duration MAX_REFUSED = Duration.ofSeconds(60);

  private static final Duration FIRST = Duration.ofMillis(250);

  private final DoubleSupplier random;
  private Duration next = FIRST;

  /** Creates a backoff; {@code random} supplies numbers from 0 (inclusive) to 1 (exclusive). */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Returns half to all of the current step; the next step is longer. */
  Duration next() {
    return next(MAX);
  }

  /** Returns the wait after the server refused the user, at most {@link #MAX_REFUSED}. */
  Duration nextAfterRefusal() {
    return next(MAX_REFUSED);
  }

  private Duration next(Duration max) {
    long step = Math.min(next.toNanos(), max.toNanos());
    next = Duration.ofNanos(Math.min(2 * step, max.toNanos()));
    return Duration.ofNanos(step / 2 + (long) (step / 2.0 * random.getAsDouble()));
  }

  /** Resets to the shortest wait after a success. */
  void reset() {
    next = FIRST;
  }
}
