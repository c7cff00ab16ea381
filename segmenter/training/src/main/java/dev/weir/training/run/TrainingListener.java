package dev.weir.training.run;

/** Told how a run goes, on the run's own thread. */
public interface TrainingListener {
  /** The run is gone on with after so many steps; not told where it begins. */
  default void resumed(int done, int of) {}

  /**
   * The run is at a task between steps, or before the first one: told when it begins, and again
   * after each thing that it takes.
   *
   * @param data that it is about
   * @param done of {@code of}, from 0
   */
  default void task(RunTask task, String data, int done, int of) {}

  /** A step is done. */
  void step(int done, int of, double loss);

  /** A score is there. */
  void point(ScorePoint point, boolean best);

  /**
   * Asked before each step, again and again while its samples are made, and while it is scored:
   * whether the run shall stop, so that it can be gone on with later.
   */
  boolean stopAsked();
}
