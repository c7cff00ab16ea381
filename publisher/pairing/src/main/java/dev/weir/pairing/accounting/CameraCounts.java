package dev.weir.pairing.accounting;

/**
 * One camera's account of its frames: {@code in = masks + dropped + dead + inFlight}.
 *
 * @param in frames that the source delivered, told by their sequence numbers, so that one that
 *     never reached Kafka counts
 * @param masks frames that got a mask
 * @param dropped frames that get none: left out at ingest (a gap in the sequence) or by the
 *     segmenter (a later frame has a mask)
 * @param dead frames that could not be processed and lie on {@code weir.dead}
 */
public record CameraCounts(long in, long masks, long dropped, long dead) {
  /** Nothing yet. */
  public static final CameraCounts EMPTY = new CameraCounts(0, 0, 0, 0);

  /** Frames whose end is not known yet. */
  public long inFlight() {
    return in - masks - dropped - dead;
  }

  /** Both accounts together. */
  public CameraCounts plus(CameraCounts other) {
    return new CameraCounts(
        in + other.in, masks + other.masks, dropped + other.dropped, dead + other.dead);
  }
}
