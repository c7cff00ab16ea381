package dev.weir.training.compare;

import dev.weir.inference.timing.InterleavedTiming;
import dev.weir.inference.timing.Median;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures how long a frame takes, for several networks in turns, so that other load on the machine
 * slows all of them equally.
 */
final class FrameTimes {
  private static final int TURNS = 11;

  /** Measured frames per turn; one frame before them warms up the caches. */
  private static final int COUNTED = 5;

  /** Runs a network on one frame. */
  @FunctionalInterface
  interface Work {
    void once() throws IOException;
  }

  private FrameTimes() {}

  /**
   * The median time of each network in milliseconds, over turns with a median of a few frames each.
   *
   * @param nanos a clock, in nanoseconds since an arbitrary start
   * @throws IOException if an inference fails
   */
  static double[] medians(List<Work> works, LongSupplier nanos) throws IOException {
    List<InterleavedTiming.Round<IOException>> rounds = new ArrayList<>();
    works.forEach(work -> rounds.add(() -> median(work, nanos)));
    return InterleavedTiming.medians(rounds, TURNS);
  }

  private static double median(Work work, LongSupplier nanos) throws IOException {
    double[] taken = new double[COUNTED];
    work.once();
    for (int frame = 0; frame < COUNTED; frame++) {
      long begun = nanos.getAsLong();
      work.once();
      taken[frame] = (nanos.getAsLong() - begun) / 1e6;
    }
    return Median.of(taken);
  }
}
