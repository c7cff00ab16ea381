package dev.weir.frame;

import java.time.Instant;

/**
 * The range of times that a message may carry. A camera whose clock was never set reports 1970,
 * which is accepted. A year of 1 or 9999 is damage, and the difference of two such times does not
 * fit into nanoseconds. The range is fixed, so a record is judged the same way at any time.
 */
public final class EventTime {
  /** The earliest allowed time: the start of Kafka's own timestamps. */
  public static final Instant EARLIEST = Instant.EPOCH;

  /** The first time that is too late. */
  public static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  private EventTime() {}

  /**
   * Checks that a time is in range.
   *
   * @param name the time's name, for the error message
   * @return the time
   * @throws IllegalArgumentException if the time is out of range
   */
  public static Instant require(String name, Instant time) {
    if (time.isBefore(EARLIEST) || !time.isBefore(END)) {
      throw new IllegalArgumentException(
          "%s %s: expected a time from %s to before %s; is a clock wrong?"
              .formatted(name, time, EARLIEST, END));
    }
    return time;
  }
}
