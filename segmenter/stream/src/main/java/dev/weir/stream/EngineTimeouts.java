package dev.weir.stream;

import java.time.Duration;

/**
 * How long a stream thread waits for the engine.
 *
 * @param stalled the engine counts as stalled after this long without a finished frame
 * @param longest longest wait in one call, so that the thread returns to Kafka in time
 */
record EngineTimeouts(Duration stalled, Duration longest) {
  /** Kafka Streams stops processing within half the poll interval, and may then wait once more. */
  private static final int SHARE_OF_POLLS = 4;

  /** The other half is for the work before the commit and for the commit itself. */
  private static final int SHARE_OF_TRANSACTION = 2;

  /**
   * Returns timeouts within Kafka's limits.
   *
   * @param stalled the requested stall timeout
   * @param maxPollInterval the consumer group drops a thread that does not poll for this long
   * @param transactionTimeout the broker aborts a transaction after this long; any long duration if
   *     there are no transactions
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
