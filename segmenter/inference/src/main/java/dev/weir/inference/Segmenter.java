package dev.weir.inference;

import java.nio.ByteBuffer;

/**
 * A way to ask a model: frames in, classes out.
 *
 * <ol>
 *   <li>{@link #segment} may be called by several threads at once; each call runs by itself.
 *   <li>The buffers are the caller's, are used in place and only during the call.
 *   <li>{@link #close()} waits for calls that are running, 2 s at most. The memory of one that
 *       takes longer is given back when it ends: taking it away before would end the process. Calls
 *       after it fail.
 * </ol>
 */
public interface Segmenter extends AutoCloseable {
  /** What is known of the model. */
  ModelInfo model();

  /**
   * Which model makes its masks, and by what besides its network, as every mask's header says it:
   * {@code name@digest}, or for example {@code name@digest+crf}.
   */
  default String id() {
    return model().id();
  }

  /** Where its network runs. */
  Provider provider();

  /** What its calls keep busy. */
  default CpuDemand demand() {
    return provider() == Provider.CPU ? CpuDemand.ALL_CORES : CpuDemand.NO_CORE;
  }

  /** What each pixel of a frame costs. */
  default PixelCost cost() {
    return PixelCost.ofNetwork(model().classes().size());
  }

  /**
   * Segments a batch of frames of one size.
   *
   * @param frames direct, from position 0: u8 [count, height, width, 3], blue green red
   * @param classes direct, from position 0: u8 [count, height, width], filled with class numbers
   * @throws IllegalArgumentException if a buffer is not direct or too small
   * @throws IllegalStateException after {@link #close()}
   * @throws ModelException if the inference failed
   */
  void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException;

  @Override
  void close();
}
