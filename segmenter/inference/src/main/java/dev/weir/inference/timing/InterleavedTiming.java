package dev.weir.inference.timing;

import java.util.Arrays;
import java.util.List;

/**
 * Measures several workloads in turns, round by round, so that other load on the machine affects
 * all of them equally. The result is the median of each, which a single bad round does not change.
 */
public final class InterleavedTiming {
  /**
   * One round of one workload.
   *
   * @param <E> its checked exception
   */
  @FunctionalInterface
  public interface Round<E extends Exception> {
    /** The result of the round, such as frames per second. */
    double measure() throws E;
  }

  private InterleavedTiming() {}

  /**
   * The median result of each workload.
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
    return Arrays.stream(figures).mapToDouble(Median::of).toArray();
  }
}
