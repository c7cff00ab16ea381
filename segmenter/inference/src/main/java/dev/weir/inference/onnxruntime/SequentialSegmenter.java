package dev.weir.inference.onnxruntime;

import dev.weir.inference.CpuDemand;
import dev.weir.inference.ModelException;
import dev.weir.inference.ModelInfo;
import dev.weir.inference.Provider;
import dev.weir.inference.Segmenter;
import java.nio.ByteBuffer;

/**
 * Runs a network and further steps on one frame at a time, because the scores of many classes need
 * much memory.
 */
public abstract class SequentialSegmenter implements Segmenter {
  private static final int CHANNELS = 3;

  private final OnnxSegmenter network;
  private final String method;
  private final CpuDemand demand;
  private final InFlightCalls calls;

  /**
   * Wraps a network and closes it with this segmenter.
   *
   * @param method the suffix for the model ID in masks
   */
  protected SequentialSegmenter(OnnxSegmenter network, String method, CpuDemand demand) {
    this.network = network;
    this.method = method;
    this.demand = demand;
    this.calls = new InFlightCalls(network.model().name());
  }

  /**
   * Segments a frame.
   *
   * @param frame direct, from position 0: u8 [height, width, 3], BGR
   * @param classes direct, from position 0: receives class IDs, u8 [height, width]
   * @throws ModelException if the inference failed
   */
  protected abstract void segment(
      OnnxSegmenter network, ByteBuffer frame, int height, int width, ByteBuffer classes)
      throws ModelException;

  @Override
  public final ModelInfo model() {
    return network.model();
  }

  @Override
  public final String id() {
    return network.id() + "+" + method;
  }

  @Override
  public final Provider provider() {
    return network.provider();
  }

  @Override
  public final CpuDemand demand() {
    return demand;
  }

  @Override
  public final void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException {
    calls.run(
        () -> {
          int pixels = Math.multiplyExact(height, width);
          int all = Math.multiplyExact(count, pixels);
          ByteBuffer in = OnnxSegmenter.room("frames", frames, Math.multiplyExact(all, CHANNELS));
          ByteBuffer out = OnnxSegmenter.room("classes", classes, all);
          for (int i = 0; i < count; i++) {
            ByteBuffer frame = in.slice(i * pixels * CHANNELS, pixels * CHANNELS);
            segment(network, frame, height, width, out.slice(i * pixels, pixels));
          }
        });
  }

  @Override
  public final void close() {
    calls.end(network::close);
  }
}
