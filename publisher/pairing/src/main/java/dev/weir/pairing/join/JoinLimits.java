package dev.weir.pairing.join;

/**
 * How far each topic may be read ahead of the other, per partition.
 *
 * @param heldBytes frames are read ahead until they hold this many bytes
 * @param heldFrames or until this many frames are held
 * @param waitingMasks masks are read ahead until this many wait for frames
 */
public record JoinLimits(long heldBytes, int heldFrames, int waitingMasks) {
  public JoinLimits {
    if (heldBytes < 1 || heldFrames < 1 || waitingMasks < 1) {
      throw new IllegalArgumentException(
          "join limits %d bytes, %d frames, %d masks: expected each at least 1"
              .formatted(heldBytes, heldFrames, waitingMasks));
    }
  }
}
