package dev.weir.training;

/**
 * What a run did since its last score, kept while it is stopped: so the next score says the mean
 * loss and the hours of all its steps.
 *
 * @param until the last step that it counts
 * @param steps without a score yet
 * @param loss their sum
 * @param hours spent on them
 */
public record Unscored(int until, int steps, double loss, double hours) {
  static final Unscored NOTHING = new Unscored(0, 0, 0, 0);

  Unscored and(int step, double stepsLoss, double stepsHours) {
    return new Unscored(step, steps + 1, loss + stepsLoss, hours + stepsHours);
  }

  double meanLoss() {
    return loss / steps;
  }
}
