package dev.weir.pairing.accounting;

/**
 * One camera's frame counts: {@code in = masks + dropped + dead + inFlight}.
 *
 * @param in frames that the source delivered; derived from sequence numbers, so frames that never
 *     reached Kafka count too
 * @param masks frames that got a mask
 * @param dropped frames without a mask: dropped by ingest (a gap in the sequence) or by the
 *     segmenter (a later frame has a mask)
 * @param dead frames that could not be processed and were sent to {@code weir.dead}
 */
public record CameraCounts(long in, long masks, long dropped, long dead) {
  /** No frames. */
  public static final CameraCounts EMPTY = new CameraCounts(0, 0, 0, 0);

  /** Returns the number of frames whose outcome is not known yet. */
  public long inFlight() {
    return in - masks - dropped - dead;
  }

  /** Returns the sum of both counts. */
  public CameraCounts plus(CameraCounts other) {
    return new CameraCounts(
        in + other.in, masks + other.masks, dropped + other.dropped, dead + other.dead);
  }
}
