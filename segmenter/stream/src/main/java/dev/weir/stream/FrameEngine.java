package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Frames to masks, on threads of its own. One for the whole process, shared by all tasks.
 *
 * <ol>
 *   <li>{@link #submit} is called by the stream threads and never waits.
 *   <li>Its future always ends with an {@link Outcome}, never with an exception, on a thread of the
 *       engine. Who is no longer interested cancels it.
 *   <li>Outcomes come in any order; the order of a camera is kept by who hands them on.
 * </ol>
 */
interface FrameEngine extends AutoCloseable {
  /**
   * Takes a frame.
   *
   * @param origin where it lies in Kafka
   * @param received when it was read
   */
  CompletableFuture<Outcome> submit(Frame frame, FrameRef origin, Instant received);

  /** {@link System#nanoTime()} of the latest outcome, or of the start. */
  long lastOutcomeNanos();

  /** Stops; what is under way is abandoned. Waits for an inference that is running, for a while. */
  @Override
  void close();
}
