package dev.weir.stream;

import org.apache.kafka.streams.processor.api.Record;

/**
 * The hooks that the segment processor needs and Kafka Streams does not offer.
 *
 * <ol>
 *   <li>One instance per task, used only by the task's thread.
 *   <li>Call {@link #here()} while a record is processed. Call {@link #forwardFrom} then, in a
 *       punctuation, or in the work before a commit.
 * </ol>
 *
 * @param <V> the type of the forwarded values
 */
interface StreamTaskHooks<V> {
  /** The position of an input record, kept to forward its result later. Opaque. */
  interface RecordPosition {}

  /**
   * Registers work to run before each commit. Everything that it forwards is sent before the
   * offsets are committed. The work also runs once when a task is closed after a failure. If the
   * work caused that failure, it must not fail again there.
   */
  void beforeCommit(Runnable work);

  /** Returns the position of the current record. */
  RecordPosition here();

  /** Forwards to the child nodes as if the record at that position were being processed now. */
  void forwardFrom(RecordPosition position, Record<String, V> record);
}
