package dev.weir.inference.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.inference.ModelException;
import dev.weir.inference.Provider;
import dev.weir.inference.SegmenterOptions;
import dev.weir.zoo.onnx.NetworkModel;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Runs a network alone, floats in and floats out, to compare it with other runtimes. The session
 * has the same settings as in {@link Segmenter}, without the steps from and to pixels. Not
 * thread-safe.
 */
public final class ScoreNetwork implements AutoCloseable {
  private final OrtSession session;
  private final Provider provider;

  private ScoreNetwork(OnnxSessions.Opened opened) {
    this.session = opened.session();
    this.provider = opened.provider();
  }

  /**
   * Opens a {@link NetworkModel}.
   *
   * @throws ModelException if it cannot be loaded, or the provider is not available
   */
  public static ScoreNetwork open(byte[] model, SegmenterOptions options) throws ModelException {
    return new ScoreNetwork(OnnxSessions.open("the network alone", model, options));
  }

  /** Returns where it runs. */
  public Provider provider() {
    return provider;
  }

  /**
   * Computes the scores of images.
   *
   * @param image direct, from position 0: float of {@code shape}
   * @param shape count, 3, height, width
   * @return the scores, float [count, classes, height', width']
   * @throws ModelException if the inference failed
   */
  public float[] run(FloatBuffer image, long... shape) throws ModelException {
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), image.duplicate().clear(), shape);
        OrtSession.Result result = session.run(Map.of(NetworkModel.INPUT, input))) {
      FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[scores.remaining()];
      scores.get(values);
      return values;
    } catch (OrtException e) {
      throw new ModelException("inference of the network alone failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws ModelException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("the network alone cannot be closed: " + e.getMessage(), e);
    }
  }
}
