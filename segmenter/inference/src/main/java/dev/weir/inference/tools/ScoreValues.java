package dev.weir.inference.tools;

import dev.weir.zoo.model.ExternalModelOutput;
import java.nio.FloatBuffer;

/** Finds out what the scores of an external network are, from their values. */
final class ScoreValues {
  private static final float TOLERANCE = 1e-3f;

  private ScoreValues() {}

  /**
   * Distinguishes probabilities that add up to 1 in every pixel, other probabilities, and scores.
   *
   * @param sigmoid whether the network ends in a sigmoid
   */
  static ExternalModelOutput.Kind kind(FloatBuffer scores, int channels, boolean sigmoid) {
    int pixels = scores.remaining() / channels;
    boolean sum = true;
    if (channels == 1 && !sigmoid && isPositive(scores)) {
      return ExternalModelOutput.Kind.POSITIVE;
    }
    for (int p = 0; p < pixels; p++) {
      float ofPixel = 0;
      for (int c = 0; c < channels; c++) {
        float score = scores.get(c * pixels + p);
        if (!(score >= 0 && score <= 1 + TOLERANCE)) {
          return sigmoid ? ExternalModelOutput.Kind.SIGMOIDS : ExternalModelOutput.Kind.SCORES;
        }
        ofPixel += score;
      }
      sum &= Math.abs(ofPixel - 1) < TOLERANCE;
    }
    return sum && !sigmoid
        ? ExternalModelOutput.Kind.PROBABILITIES
        : ExternalModelOutput.Kind.SIGMOIDS;
  }

  /** Returns in how many pixels a score is NaN. */
  static int undefinedPixels(FloatBuffer scores, int channels) {
    int pixels = scores.remaining() / channels;
    int undefined = 0;
    for (int p = 0; p < pixels; p++) {
      boolean nan = false;
      for (int c = 0; c < channels; c++) {
        nan |= Float.isNaN(scores.get(c * pixels + p));
      }
      undefined += nan ? 1 : 0;
    }
    return undefined;
  }

  /** Returns whether no score is below 0 and some are above 1, such as fractions of 255. */
  private static boolean isPositive(FloatBuffer scores) {
    float largest = 0;
    for (int i = 0; i < scores.remaining(); i++) {
      if (!(scores.get(i) >= 0)) {
        return false;
      }
      largest = Math.max(largest, scores.get(i));
    }
    return largest > 1 + TOLERANCE;
  }
}
