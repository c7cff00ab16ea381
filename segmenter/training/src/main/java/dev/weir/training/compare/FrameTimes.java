package dev.weir.training.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long a frame takes, for several networks measured in turns: what else runs on the machine
 * then slows all of them alike.
 */
final class FrameTimes {
  private static final int TURNS = 11;

  /** Frames of a turn that count; one before them brings the network back into the caches. */
  private static final int COUNTED = 5;

  /** A network at work on one frame. */
  @FunctionalInterface
  interface Work {
    void once() throws IOException;
  }

  private FrameTimes() {}

  /**
   * The median of each one's turns, of which each is the median of a few frames, in milliseconds.
   *
   * @param nanos a clock, in nanoseconds from any beginning
   * @throws IOException if an inference fails
   */
  static double[] medians(List<Work> works, LongSupplier nanos) throws IOException {
    List<Turns.Round<IOException>> rounds = new ArrayList<>();
    works.forEach(work -> rounds.add(() -> median(work, nanos)));
    return Turns.medians(rounds, TURNS);
  }

  private static double median(Work work, LongSupplier nanos) throws IOException {
    double[] taken = new double[COUNTED];
    work.once();
    for (int frame = 0; frame < COUNTED; frame++) {
      long begun = nanos.getAsLong();
      work.once();
      taken[frame] = (nanos.getAsLong() - begun) / 1e6;
    }
    return Turns.median(taken);
  }
}
