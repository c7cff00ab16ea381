package dev.weir.inference;

import java.nio.ByteBuffer;

/**
 * Runs a model: frames in, classes out.
 *
 * <ol>
 *   <li>Several threads may call {@link #segment} at once; each call runs independently.
 *   <li>The buffers belong to the caller. They are used in place and only during the call.
 *   <li>{@link #close()} waits at most 2 s for running calls. If a call takes longer, its memory is
 *       freed when it ends: freeing it earlier would crash the process. Calls after close fail.
 * </ol>
 */
public interface Segmenter extends AutoCloseable {
  /** Returns the description of the model. */
  ModelInfo model();

  /**
   * Returns the model ID that the header of every mask carries: {@code name@digest}, followed by a
   * suffix for each step added to the network, for example {@code name@digest+crf}.
   */
  default String id() {
    return model().id();
  }

  /** Returns where its network runs. */
  Provider provider();

  /** Returns how many cores its calls keep busy. */
  default CpuDemand demand() {
    return provider() == Provider.CPU ? CpuDemand.ALL_CORES : CpuDemand.NO_CORE;
  }

  /** Returns what each pixel of a frame costs. */
  default PixelCost cost() {
    return PixelCost.ofNetwork(model().classes().size());
  }

  /**
   * Segments a batch of frames of one size.
   *
   * @param frames direct, from position 0: u8 [count, height, width, 3], BGR
   * @param classes direct, from position 0: receives class IDs, u8 [count, height, width]
   * @throws IllegalArgumentException if a buffer is not direct or too small
   * @throws IllegalStateException after {@link #close()}
   * @throws ModelException if the inference failed
   */
  void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException;

  @Override
  void close();
}
