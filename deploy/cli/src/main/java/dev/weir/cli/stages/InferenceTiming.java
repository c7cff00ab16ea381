package dev.weir.cli.stages;

import dev.weir.inference.ModelException;
import dev.weir.inference.Segmenter;
import dev.weir.inference.timing.Median;
import dev.weir.street.StreetDrive;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Measures how fast a model runs on this machine, before the first camera starts. */
final class InferenceTiming {
  private static final int RUNS = 7;
  private static final int SEED = 1;
  private static final double LONG_ENOUGH_MS = 2000;

  private InferenceTiming() {}

  /**
   * Returns the median time of a few inferences on a rendered street; one is enough if it takes
   * seconds. An empty picture would not do: a model that searches for objects would find none and
   * finish early.
   */
  static double millisPerFrame(Segmenter segmenter, int width, int height) throws ModelException {
    byte[] street = new byte[width * height * 3];
    new StreetDrive(SEED, width, height).render(0, street, new byte[width * height]);
    ByteBuffer frame = ByteBuffer.allocateDirect(street.length).put(0, street);
    ByteBuffer classes = ByteBuffer.allocateDirect(width * height);
    double[] millis = new double[RUNS];
    double all = 0;
    int runs = 0;
    while (runs < RUNS && all < LONG_ENOUGH_MS) {
      long before = System.nanoTime();
      segmenter.segment(frame, 1, height, width, classes);
      millis[runs] = (System.nanoTime() - before) / 1e6;
      all += millis[runs];
      runs++;
    }
    return Median.of(Arrays.copyOf(millis, runs));
  }
}
