package dev.weir.stream.pipeline;

import dev.weir.inference.PixelCost;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/**
 * The network, as the pipeline uses it.
 *
 * <ol>
 *   <li>Several threads call {@link #segment} at once, one per concurrent inference.
 *   <li>The buffers are direct and belong to the caller. Use them only during the call.
 *   <li>If it throws, each frame runs alone, and then a plain small test image. If the test image
 *       succeeds, the frame was at fault and goes to the dead-letter topic. If it fails, the engine
 *       is broken: the stage stops without committing, and the next owner of the partition reads
 *       the frame again.
 * </ol>
 */
public interface SegmentationEngine {
  /** Returns the names and colors of its classes. */
  ClassMap classes();

  /**
   * Returns {@code name@digest} of its model, followed by a suffix such as {@code +crf} for each
   * step added to its network.
   */
  String model();

  /** Returns what each pixel of a frame costs. */
  default PixelCost cost() {
    return PixelCost.ofNetwork(classes().size());
  }

  /**
   * Predicts the class of every pixel of several frames of one size.
   *
   * @param frames from position 0: {@code count} frames, rows from top to bottom, in BGR order
   * @param classes from position 0: receives {@code count * width * height} class IDs
   * @throws Exception if the engine fails
   */
  void segment(ByteBuffer frames, int count, int width, int height, ByteBuffer classes)
      throws Exception;
}
