package dev.weir.stream;

import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/**
 * The network as the stream sees it.
 *
 * <ol>
 *   <li>{@link #segment} may be called by several threads at once.
 *   <li>The buffers belong to the caller and are used only during the call.
 *   <li>Whatever it throws means that the engine is broken, not the frame: the stage stops, nothing
 *       is committed, and the frame is read again by whoever takes over.
 * </ol>
 */
public interface SegmentationEngine {
  /** Names and colours of the classes that it finds. */
  ClassMap classes();

  /** {@code name@digest} of its model. */
  String model();

  /**
   * Finds the class of every pixel.
   *
   * @param frame blue green red
   * @param classes direct, from position 0: filled with {@code width * height} class numbers
   * @throws Exception if the engine is broken
   */
  void segment(Pixels frame, ByteBuffer classes) throws Exception;
}
