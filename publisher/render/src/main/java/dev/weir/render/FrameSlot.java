package dev.weir.render;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One record of the frames topic as the join holds it.
 *
 * @param offset its offset
 * @param camera whose it is, or null if its key does not say
 * @param frame the frame, or null if the record is no readable one
 */
record FrameSlot(long offset, @Nullable CameraId camera, @Nullable Frame frame) {
  static FrameSlot of(long offset, Frame frame) {
    return new FrameSlot(offset, frame.id().camera(), frame);
  }

  static FrameSlot malformed(long offset, @Nullable CameraId camera) {
    return new FrameSlot(offset, camera, null);
  }

  long bytes() {
    return frame == null ? 0 : frame.data().length;
  }
}
