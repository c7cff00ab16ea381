package dev.weir.training.run;

/**
 * What a run did since its last score, kept while it is stopped: so the next score says the mean
 * loss and the hours of all its steps.
 *
 * @param until the last step that it counts
 * @param steps without a score yet
 * @param loss their sum
 * @param hours spent on them
 */
public record ProgressSinceScore(int until, int steps, double loss, double hours) {
  static final ProgressSinceScore NOTHING = new ProgressSinceScore(0, 0, 0, 0);

  ProgressSinceScore and(int step, double stepsLoss, double stepsHours) {
    return new ProgressSinceScore(step, steps + 1, loss + stepsLoss, hours + stepsHours);
  }

  double meanLoss() {
    return loss / steps;
  }
}
