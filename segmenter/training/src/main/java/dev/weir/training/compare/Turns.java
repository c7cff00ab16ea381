package dev.weir.training.compare;

import java.util.Arrays;
import java.util.List;

/**
 * Several works measured in turns, round by round, so that what else the machine does falls on all
 * of them alike; and the median of each one's rounds, which a bad round does not move.
 */
public final class Turns {
  /**
   * One round of one work.
   *
   * @param <E> what it may fail with
   */
  @FunctionalInterface
  public interface Round<E extends Exception> {
    /** The round's figure, such as frames per second. */
    double measure() throws E;
  }

  private Turns() {}

  /**
   * The median of each work's figures.
   *
   * @param works in the order in which they take turns
   * @param rounds of each, from 1
   * @throws E if a round fails
   */
  public static <E extends Exception> double[] medians(List<? extends Round<E>> works, int rounds)
      throws E {
    double[][] figures = new double[works.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int work = 0; work < figures.length; work++) {
        figures[work][round] = works.get(work).measure();
      }
    }
    return Arrays.stream(figures).mapToDouble(Turns::median).toArray();
  }

  /** The middle one of the values, or the mean of the two in the middle. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
