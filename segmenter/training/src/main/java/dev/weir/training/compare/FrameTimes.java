package dev.weir.training.compare;

import java.io.IOException;
import java.util.Arrays;
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

  /** Segments one frame. */
  @FunctionalInterface
  interface Inference {
    void run() throws IOException;
  }

  private FrameTimes() {}

  /**
   * The median of each, in milliseconds.
   *
   * @param nanos a clock, in nanoseconds from any beginning
   * @throws IOException if an inference fails
   */
  static double[] medians(List<Inference> inferences, LongSupplier nanos) throws IOException {
    double[][] taken = new double[inferences.size()][TURNS * COUNTED];
    for (int turn = 0; turn < TURNS; turn++) {
      for (int i = 0; i < taken.length; i++) {
        Inference inference = inferences.get(i);
        inference.run();
        for (int frame = 0; frame < COUNTED; frame++) {
          long begun = nanos.getAsLong();
          inference.run();
          taken[i][turn * COUNTED + frame] = (nanos.getAsLong() - begun) / 1e6;
        }
      }
    }
    return Arrays.stream(taken).mapToDouble(FrameTimes::median).toArray();
  }

  /** Of an odd number of values. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
