package dev.weir.cli;

import dev.weir.inference.ModelException;
import dev.weir.inference.ScoreNetwork;
import dev.weir.inference.SegmenterOptions;
import java.nio.FloatBuffer;

/** ONNX Runtime as Weir sets it up. */
final class WeirEngine implements CoreEngine {
  private final ScoreNetwork network;
  private final long[] shape;

  /**
   * Opens a network for inputs of one shape.
   *
   * @throws ModelException if it cannot be loaded
   */
  WeirEngine(byte[] model, SegmenterOptions options, long... shape) throws ModelException {
    this.network = ScoreNetwork.open(model, options);
    this.shape = shape.clone();
  }

  @Override
  public String name() {
    return "weir";
  }

  @Override
  public float[] run(FloatBuffer image) throws ModelException {
    return network.run(image, shape);
  }

  @Override
  public void close() throws ModelException {
    network.close();
  }
}
