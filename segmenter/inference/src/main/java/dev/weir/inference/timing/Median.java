package dev.weir.inference.timing;

import java.util.Arrays;

/** The median of measured values, which a single bad value does not change. */
public final class Median {
  private Median() {}

  /** The middle value, or the mean of the two middle values; NaN if there are none. */
  public static double of(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
