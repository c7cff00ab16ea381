package dev.weir.stream;

import org.apache.kafka.streams.processor.api.Record;

/**
 * What the hand-off needs of Kafka Streams and Kafka Streams does not offer.
 *
 * <ol>
 *   <li>One for each task, used by the task's thread alone.
 *   <li>{@link #here()} is asked while a record is processed; {@link #forwardFrom} may be called
 *       then, in a punctuation and in the work before a commit.
 * </ol>
 *
 * @param <V> what is forwarded
 */
interface StreamTaskHooks<V> {
  /** Where in the input a record lay, for when it is forwarded later. Opaque. */
  interface RecordPosition {}

  /**
   * Has work done before each commit: after it, everything forwarded so far is sent, and only then
   * the offsets are committed. The work is also done, once, when a task is closed after a failure;
   * whoever failed must not fail again there.
   */
  void beforeCommit(Runnable work);

  /** The spot of the record that is being processed. */
  RecordPosition here();

  /** Forwards to the child nodes as if the record of that spot were being processed now. */
  void forwardFrom(RecordPosition position, Record<String, V> record);
}
