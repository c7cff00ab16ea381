package dev.weir.training.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A score during a run.
 *
 * @param step number of completed steps
 * @param epoch number of epochs over the finite data, or over the endless data if there is no
 *     finite data
 * @param loss mean over the steps since the last point
 * @param learningRate learning rate at this step
 * @param meanIou of the averaged weights on the validation data, 0 to 1
 * @param accuracy of the averaged weights on the validation data, 0 to 1
 * @param ious by class name, 0 to 1; a class that was neither present nor predicted is left out
 * @param hours training time up to this point, scoring included
 */
public record ScorePoint(
    int step,
    double epoch,
    double loss,
    double learningRate,
    double meanIou,
    double accuracy,
    Map<String, Double> ious,
    double hours) {
  public ScorePoint {
    ious = Collections.unmodifiableMap(new LinkedHashMap<>(ious));
  }
}
