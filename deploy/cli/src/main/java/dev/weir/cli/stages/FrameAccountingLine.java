package dev.weir.cli.stages;

/**
 * The books in one line, the last that a run prints: {@code in = masks + dropped + dead} once
 * nothing is in flight.
 *
 * @param in frames that the cameras delivered
 * @param masks masks written to {@code weir.masks}
 * @param dropped frames dropped anywhere, by whatever cause
 * @param dead frames that could not be processed
 */
record FrameAccountingLine(long in, long masks, long dropped, long dead) {
  /** Frames that are still somewhere on the way. */
  long inFlight() {
    return in - masks - dropped - dead;
  }

  /** The books of a run that is over: what was still on the way is dropped. */
  FrameAccountingLine settled() {
    return new FrameAccountingLine(in, masks, dropped + Math.max(0, inFlight()), dead);
  }

  @Override
  public String toString() {
    return "in=%d masks=%d dropped=%d dead=%d".formatted(in, masks, dropped, dead);
  }
}
