package dev.weir.frame;

import java.time.Instant;

/**
 * The times that a message may carry. A camera whose clock was never set says 1970, and that is
 * taken; a year of 1 or 9999 is no clock but damage, and the difference of two such times no longer
 * fits into nanoseconds. The range is fixed, so that the same record is judged the same at any
 * time.
 */
public final class EventTime {
  /** The earliest time, which is allowed: where Kafka's own timestamps start. */
  public static final Instant EARLIEST = Instant.EPOCH;

  /** The first time that is too late. */
  public static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  private EventTime() {}

  /**
   * Refuses a time out of range.
   *
   * @param name of the time, for the message
   * @return the time
   * @throws IllegalArgumentException if it is out of range
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
