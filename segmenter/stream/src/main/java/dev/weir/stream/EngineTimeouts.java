package dev.weir.stream;

import java.time.Duration;

/**
 * How long a stream thread waits for the engine.
 *
 * @param stalled without any frame finished, before the engine counts as stalled
 * @param longest in one call, so that the thread gets back to Kafka in time
 */
record EngineTimeouts(Duration stalled, Duration longest) {
  /** Streams comes back from processing within half the interval, and then waits once more. */
  private static final int SHARE_OF_POLLS = 4;

  /** The other half is for what was done before the commit, and for the commit. */
  private static final int SHARE_OF_TRANSACTION = 2;

  /**
   * Within Kafka's limits.
   *
   * @param stalled as wanted
   * @param maxPollInterval after which the group takes a silent thread for dead
   * @param transactionTimeout after which the broker gives a transaction up; without transactions,
   *     as long as one likes
   */
  static EngineTimeouts within(
      Duration stalled, Duration maxPollInterval, Duration transactionTimeout) {
    Duration longest =
        least(
            maxPollInterval.dividedBy(SHARE_OF_POLLS),
            transactionTimeout.dividedBy(SHARE_OF_TRANSACTION));
    return new EngineTimeouts(least(stalled, longest), longest);
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
