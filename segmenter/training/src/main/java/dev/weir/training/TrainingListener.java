package dev.weir.training;

/** Told how a run goes, on the run's own thread. */
public interface TrainingListener {
  /** A step is done. */
  void step(int done, int of, double loss);

  /** A score is there. */
  void point(RunPoint point, boolean best);

  /**
   * Asked before each step, and again and again while its samples are made: whether the run shall
   * stop, so that it can be gone on with later.
   */
  boolean stopAsked();
}
