package dev.weir.inference.tools;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.inference.ModelException;
import dev.weir.inference.onnxruntime.OnnxEnvironment;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.quantize.ActivationRanges;
import dev.weir.zoo.quantize.CalibrationModel;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures the output range of each operation of a network on real frames. It averages the extremes
 * of the frames, so that one unusual frame does not coarsen the quantization of all others. Not
 * thread-safe.
 */
public final class Calibrator implements AutoCloseable {
  private final OrtSession session;
  private double[] sums = new double[0];
  private int frames;

  /**
   * Opens a {@link CalibrationModel}.
   *
   * @throws ModelException if it cannot be opened
   */
  public Calibrator(byte[] model) throws ModelException {
    try {
      session = OnnxEnvironment.get().createSession(model);
    } catch (OrtException e) {
      throw new ModelException("the model for calibration cannot be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Adds a frame to the ranges.
   *
   * @param frame direct, from position 0: u8 [height, width, 3], BGR
   * @throws ModelException if the inference failed
   */
  public void add(ByteBuffer frame, int height, int width) throws ModelException {
    ByteBuffer in = frame.duplicate().clear().limit(height * width * 3);
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OnnxEnvironment.get(), in, new long[] {1, height, width, 3}, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(DeployedModel.INPUT, input))) {
      FloatBuffer extremes = ((OnnxTensor) result.get(0)).getFloatBuffer();
      if (sums.length == 0) {
        sums = new double[extremes.remaining()];
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += extremes.get(i);
      }
      frames++;
    } catch (OrtException e) {
      throw new ModelException("calibration failed: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the ranges over all frames so far.
   *
   * @throws IllegalStateException if no frame was added
   */
  public ActivationRanges ranges() {
    if (frames == 0) {
      throw new IllegalStateException("no frames to calibrate with: expected at least one");
    }
    List<Float> minima = new ArrayList<>();
    List<Float> maxima = new ArrayList<>();
    for (int i = 0; i < sums.length; i += 2) {
      minima.add((float) (sums[i] / frames));
      maxima.add((float) (sums[i + 1] / frames));
    }
    return new ActivationRanges(minima, maxima);
  }

  @Override
  public void close() throws ModelException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("calibration cannot be closed: " + e.getMessage(), e);
    }
  }
}
