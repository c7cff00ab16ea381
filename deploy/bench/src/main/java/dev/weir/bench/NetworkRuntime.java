package dev.weir.bench;

import java.io.IOException;
import java.nio.FloatBuffer;

/** A runtime that runs a network alone, floats in and floats out. One thread. */
interface NetworkRuntime extends AutoCloseable {
  /** Weir's own way, OpenCV's, DJL's. */
  String name();

  /**
   * Scores images of the size and number that it was opened for.
   *
   * @param image direct, float [count, 3, height, width]
   * @return float [count, classes, height', width']
   * @throws Exception of the runtime's own kind, if it fails
   */
  float[] run(FloatBuffer image) throws Exception;

  @Override
  void close() throws IOException;
}
