package dev.weir.capture;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time since a stream's first picture, growing strictly whatever the stream says: stamps may be
 * missing, stand still or jump back. One thread.
 */
final class StreamClock {
  private static final Duration LEAST = Duration.ofNanos(1000);
  private static final double NANOS = 1e9;

  private final @Nullable LongSupplier arrival;
  private @Nullable Duration last;
  private double first = Double.NaN;
  private Duration step = Duration.ofMillis(40);

  private StreamClock(@Nullable LongSupplier arrival) {
    this.arrival = arrival;
  }

  /** By the stamps in the stream. */
  static StreamClock ofStream() {
    return new StreamClock(null);
  }

  /**
   * By when pictures arrive, on a clock in nanoseconds: what a live camera says is its own time.
   */
  static StreamClock ofArrival(LongSupplier nanoTime) {
    return new StreamClock(nanoTime);
  }

  /** The position of a picture stamped {@code stamp * numerator / denominator} seconds. */
  Duration at(long stamp, int numerator, int denominator) {
    return arrival == null
        ? since((double) stamp * NANOS * numerator / denominator)
        : arrived(arrival);
  }

  /** The position of a picture without a stamp. */
  Duration unstamped() {
    if (arrival != null) {
      return arrived(arrival);
    }
    return grown(last == null ? Duration.ZERO : last.plus(step));
  }

  private Duration arrived(LongSupplier nanoTime) {
    return since((double) nanoTime.getAsLong());
  }

  private Duration since(double nanos) {
    if (Double.isNaN(first)) {
      first = nanos;
    }
    return grown(Duration.ofNanos((long) (nanos - first)));
  }

  private Duration grown(Duration position) {
    Duration before = last;
    Duration now = position;
    if (before != null) {
      Duration least = before.plus(LEAST);
      if (now.compareTo(least) < 0) {
        now = least;
      } else {
        step = now.minus(before);
      }
    }
    last = now;
    return now;
  }
}
