package dev.weir.stream.pipeline;

import dev.weir.frame.FrameRef;
import java.time.Duration;
import java.util.List;

/**
 * Turns frames into masks on its own threads. One instance per model in the process, shared by all
 * tasks.
 *
 * <ol>
 *   <li>Stream threads call {@link #submit}, which never blocks.
 *   <li>The job's future always completes with an {@link Outcome}, never with an exception, on a
 *       thread of the engine. Callers that no longer need the outcome cancel the future.
 *   <li>Outcomes complete in any order; the caller restores the order of each camera.
 * </ol>
 */
public interface FrameEngine extends AutoCloseable {
  /** Submits a frame. */
  void submit(FrameJob job);

  /**
   * Returns whether all its threads have enough frames. More frames would only delay the last ones.
   */
  boolean busy();

  /** Returns the {@link System#nanoTime()} of the latest outcome, or of the start. */
  long lastOutcomeNanos();

  /**
   * Returns the frames on which its threads have worked for at least this long, without an outcome.
   */
  List<FrameRef> inProgressFor(Duration time);

  /** Stops the engine and abandons its frames. Waits a limited time for a running inference. */
  @Override
  void close();
}
