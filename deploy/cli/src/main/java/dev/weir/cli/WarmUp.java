package dev.weir.cli;

import dev.weir.inference.Inference;
import dev.weir.inference.ModelException;
import dev.weir.inference.Turns;
import java.nio.ByteBuffer;

/** How fast a model is on this machine, found out before the first camera asks. */
final class WarmUp {
  private static final int RUNS = 7;

  private WarmUp() {}

  /** The median of a few inferences. */
  static double millisPerFrame(Inference inference, int width, int height) throws ModelException {
    ByteBuffer frame = ByteBuffer.allocateDirect(width * height * 3);
    ByteBuffer classes = ByteBuffer.allocateDirect(width * height);
    double[] millis = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long before = System.nanoTime();
      inference.segment(frame, 1, height, width, classes);
      millis[i] = (System.nanoTime() - before) / 1e6;
    }
    return Turns.median(millis);
  }
}
