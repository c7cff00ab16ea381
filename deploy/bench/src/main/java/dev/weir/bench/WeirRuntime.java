package dev.weir.bench;

import dev.weir.inference.ModelException;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.ScoreNetwork;
import java.nio.FloatBuffer;

/** ONNX Runtime with Weir's settings. */
final class WeirRuntime implements NetworkRuntime {
  private final ScoreNetwork network;
  private final long[] shape;

  /**
   * Opens a network for inputs of one shape.
   *
   * @throws ModelException if it cannot be loaded
   */
  WeirRuntime(byte[] model, SegmenterOptions options, long... shape) throws ModelException {
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
