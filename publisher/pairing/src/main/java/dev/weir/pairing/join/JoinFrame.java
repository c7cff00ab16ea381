package dev.weir.pairing.join;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One record of the frames topic as the join holds it.
 *
 * @param offset its offset
 * @param camera its camera, or null if the record's key does not name one
 * @param frame the frame, or null if the record cannot be read
 */
public record JoinFrame(long offset, @Nullable CameraId camera, @Nullable Frame frame) {
  public static JoinFrame of(long offset, Frame frame) {
    return new JoinFrame(offset, frame.id().camera(), frame);
  }

  public static JoinFrame malformed(long offset, @Nullable CameraId camera) {
    return new JoinFrame(offset, camera, null);
  }

  long bytes() {
    return frame == null ? 0 : frame.data().length;
  }
}
