package dev.weir.inference.tools;

import dev.weir.zoo.model.ExternalModelOutput;
import java.nio.FloatBuffer;

/** What the scores of a network made elsewhere are, as far as their values tell. */
final class ScoreValues {
  private static final float TOLERANCE = 1e-3f;

  private ScoreValues() {}

  /**
   * Tells probabilities that add up to 1 in every pixel, probabilities that do not, and scores.
   *
   * @param sigmoid whether the network ends in one
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

  /** Whether no score is below 0 and some are above 1, such as shares of 255. */
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
