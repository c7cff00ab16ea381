package dev.weir.training.run;

/** Receives the progress of a run, on the run's own thread. */
public interface TrainingListener {
  /** The run resumes after {@code done} steps. Not called for a new run. */
  default void resumed(int done, int of) {}

  /**
   * The run works on a task between steps or before the first one. Called when the task starts and
   * after each item.
   *
   * @param data the data that the task reads
   * @param done completed items out of {@code of}, from 0
   */
  default void task(RunTask task, String data, int done, int of) {}

  /** A step is complete. */
  void step(int done, int of, double loss);

  /** A score is complete. */
  void point(ScorePoint point, boolean best);

  /**
   * Returns whether the run should stop, so that it can be resumed later. Called before each step,
   * repeatedly while samples are prepared, and during scoring.
   */
  boolean stopAsked();
}
