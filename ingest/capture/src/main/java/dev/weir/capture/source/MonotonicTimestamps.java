package dev.weir.capture.source;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Positions that start at 0 and strictly increase, whatever a stream's timestamps do. A forward or
 * backward jump of the timestamps does not create a pause: the picture after it follows one step
 * after the picture before it. Not thread-safe.
 */
public final class MonotonicTimestamps {
  // The largest distance of out-of-order pictures. A larger step back is a restart.
  private static final long JITTER_MICROS = 1_000_000;
  private static final int MAX_OUT_OF_ORDER = 3; // in a row
  private static final int STEPS_OF_A_JUMP = 10;
  private static final long LONGEST_FIRST_STEP = 1_000_000;

  private final long longestGap;
  private final boolean learns;
  private long step;
  private boolean started;
  private boolean based;
  private long base;
  private long last;
  private long jumped; // last jump ahead; a similar second one means a slow stream
  private int outOfOrder;
  private @Nullable String jump;

  private MonotonicTimestamps(long step, long longestGap, boolean learns) {
    this.learns = learns;
    this.step = Math.max(1, Math.min(step, LONGEST_FIRST_STEP));
    this.longestGap = longestGap;
  }

  /**
   * Creates a clock for a stream with timestamps.
   *
   * @param step microseconds between pictures according to the stream's header; replaced by the
   *     measured step
   * @param longestGap the longest normal gap between pictures; a longer gap is a jump if it is also
   *     longer than ten steps
   */
  public static MonotonicTimestamps ofStream(long step, Duration longestGap) {
    return new MonotonicTimestamps(step, longestGap.toNanos() / 1000, true);
  }

  /** Creates a clock for pictures that are timed by their arrival. */
  public static MonotonicTimestamps ofArrivals() {
    return new MonotonicTimestamps(1, Long.MAX_VALUE, false);
  }

  /** Returns the position of a picture with a timestamp in microseconds, of any origin. */
  public Duration at(long micros) {
    if (!based) {
      based = true;
      base = started ? micros - last - step : micros;
    }
    long ahead = started ? micros - base - last : 0;
    if (!started) {
      return advanced(0);
    }
    if (ahead <= 0) {
      return back(micros, ahead);
    }
    boolean slow = jumped > 0 && ahead <= 2 * jumped && jumped <= 2 * ahead; // two alike
    if (slow || ahead <= longestGap || ahead / STEPS_OF_A_JUMP <= step) {
      if (learns && outOfOrder == 0) {
        step = ahead;
      }
      outOfOrder = 0;
      jumped = 0;
      return advanced(ahead);
    }
    jumped = ahead;
    return rebased(micros, ahead);
  }

  private Duration back(long micros, long ahead) {
    outOfOrder++;
    if (ahead < -JITTER_MICROS || outOfOrder >= MAX_OUT_OF_ORDER) {
      return rebased(micros, ahead);
    }
    return advanced(step);
  }

  private Duration rebased(long micros, long ahead) {
    if (jump == null && Math.abs(ahead) > JITTER_MICROS) {
      jump =
          String.format(
              Locale.ROOT,
              "the timestamps jumped %s by %.2f s after %.2f s; played on without a pause",
              ahead > 0 ? "ahead" : "back",
              Math.abs(ahead) / 1e6,
              last / 1e6);
    }
    outOfOrder = 0;
    base = micros - last - step;
    return advanced(step);
  }

  /** Returns the position of a picture without a timestamp: one step after the previous one. */
  public Duration untimed() {
    return advanced(started ? step : 0);
  }

  /** Returns the position of a picture that arrived now. */
  public Duration arrived() {
    return at(System.nanoTime() / 1000);
  }

  /** A log line about the first jump, or null if there was none. */
  @Nullable
  public String jump() {
    return jump;
  }

  private Duration advanced(long micros) {
    started = true;
    last += micros;
    return Duration.of(last, ChronoUnit.MICROS);
  }
}
