package dev.weir.bench;

import java.io.IOException;
import java.nio.FloatBuffer;

/** A runtime that executes only a network: floats in, floats out. One thread. */
interface NetworkRuntime extends AutoCloseable {
  /** Returns the runtime's name in reports. */
  String name();

  /**
   * Runs the network on a batch of the size that it was opened for.
   *
   * @param image direct, float [count, 3, height, width]
   * @return float [count, classes, height', width']
   * @throws Exception if the runtime fails; the type depends on the runtime
   */
  float[] run(FloatBuffer image) throws Exception;

  @Override
  void close() throws IOException;
}
