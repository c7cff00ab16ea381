package dev.weir.training.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run at one of its scores.
 *
 * @param step steps done
 * @param epoch pictures learnt from, in rounds of the finite data; of the endless data where there
 *     is no other
 * @param loss mean over the steps since the last point
 * @param learningRate at this step
 * @param meanIou of the averaged weights on the validation data, 0 to 1
 * @param accuracy there, 0 to 1
 * @param ious by class name, 0 to 1; a class that neither occurs nor was found is left out
 * @param hours of training up to here, scoring included
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
