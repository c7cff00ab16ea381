package dev.weir.training.run;

/** What a run does besides its steps, each over a number of things that it says. */
public enum RunTask {
  /** Reads the pictures to learn from, counts their classes and checks their labels. */
  READING("reading", "pictures"),
  /** Reads the pictures to score on, and checks their labels. */
  CHECKING("checking", "pictures"),
  /** Measures batch statistics on batches of the last samples. */
  MEASURING("measuring statistics", "batches"),
  /** Scores the model. */
  SCORING("scoring", "pictures");

  private final String verb;
  private final String unit;

  RunTask(String verb, String unit) {
    this.verb = verb;
    this.unit = unit;
  }

  /** For people. */
  public String verb() {
    return verb;
  }

  /** What is counted. */
  public String unit() {
    return unit;
  }
}
