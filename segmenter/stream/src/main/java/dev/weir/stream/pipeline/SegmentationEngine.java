package dev.weir.stream.pipeline;

import dev.weir.inference.PixelCost;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/**
 * The network as the stream sees it.
 *
 * <ol>
 *   <li>{@link #segment} is called by as many threads at once as the line has lanes.
 *   <li>The buffers belong to the caller, are direct, and are used only during the call.
 *   <li>If it throws, each frame is asked about alone, and then a plain small picture. Where that
 *       succeeds the frame was at fault, and goes to the dead. Where it does not, the engine is
 *       broken: the stage stops, nothing is committed, and the frame is read again by whoever takes
 *       over.
 * </ol>
 */
public interface SegmentationEngine {
  /** Names and colours of the classes that it finds. */
  ClassMap classes();

  /** {@code name@digest} of its model, and {@code +…} for what is done besides. */
  String model();

  /** What each pixel of a frame costs. */
  default PixelCost cost() {
    return PixelCost.ofNetwork(classes().size());
  }

  /**
   * Finds the class of every pixel of frames of one size.
   *
   * @param frames from position 0: {@code count} frames, rows top-down, blue green red
   * @param classes from position 0: filled with {@code count * width * height} class numbers
   * @throws Exception if the engine is broken
   */
  void segment(ByteBuffer frames, int count, int width, int height, ByteBuffer classes)
      throws Exception;
}
