package dev.weir.pairing.join;

import dev.weir.frame.Frame;
import dev.weir.mask.Mask;

/**
 * A frame and the mask that was made from it.
 *
 * @param frame the picture, still encoded
 * @param mask its classes, still encoded; has the same id as the frame
 */
public record Pair(Frame frame, Mask mask) {
  public Pair {
    if (!frame.id().equals(mask.id())) {
      throw new IllegalArgumentException(
          "frame %s and mask %s: expected the same id".formatted(frame.id(), mask.id()));
    }
  }
}
