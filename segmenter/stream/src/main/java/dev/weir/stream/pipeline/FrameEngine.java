package dev.weir.stream.pipeline;

/**
 * Frames to masks, on threads of its own. One for each model in the process, shared by all tasks.
 *
 * <ol>
 *   <li>{@link #submit} is called by the stream threads and never waits.
 *   <li>The job's future always ends with an {@link Outcome}, never with an exception, on a thread
 *       of the engine. Who is no longer interested cancels it.
 *   <li>Outcomes come in any order; the order of a camera is kept by who hands them on.
 * </ol>
 */
public interface FrameEngine extends AutoCloseable {
  /** Takes a frame. */
  void submit(FrameJob job);

  /**
   * Whether it has frames enough for all its threads: more would only make whoever waits for the
   * last of them wait longer.
   */
  boolean busy();

  /** {@link System#nanoTime()} of the latest outcome, or of the start. */
  long lastOutcomeNanos();

  /** Stops; what is under way is abandoned. Waits for an inference that is running, for a while. */
  @Override
  void close();
}
