package dev.weir.training.run;

/**
 * Progress since the last score, saved when the run stops. With it, the next score reports the mean
 * loss and the hours of all steps since the last one.
 *
 * @param until the last step included
 * @param steps number of steps without a score
 * @param loss sum of their losses
 * @param hours hours spent on them
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
