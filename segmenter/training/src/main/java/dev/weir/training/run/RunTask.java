package dev.weir.training.run;

/** Tasks of a run besides its steps. Each reports how many items are done. */
public enum RunTask {
  /** Reads the training images, counts their classes and checks their labels. */
  READING("reading", "pictures"),
  /** Reads the validation images and checks their labels. */
  CHECKING("checking", "pictures"),
  /** Measures batch statistics on the last samples. */
  MEASURING("measuring statistics", "batches"),
  /** Scores the model. */
  SCORING("scoring", "pictures");

  private final String verb;
  private final String unit;

  RunTask(String verb, String unit) {
    this.verb = verb;
    this.unit = unit;
  }

  /** Returns the task's name for progress messages. */
  public String verb() {
    return verb;
  }

  /** Returns the name of the items that are counted. */
  public String unit() {
    return unit;
  }
}
