package dev.weir.cli.stages;

/**
 * The frame accounting of a run, printed as its last line: {@code in = masks + dropped + dead} once
 * nothing is in flight.
 *
 * @param in frames that the cameras delivered
 * @param masks masks written to {@code weir.masks}
 * @param dropped frames dropped anywhere, for any cause
 * @param dead frames that could not be processed
 */
record FrameAccountingLine(long in, long masks, long dropped, long dead) {
  /** Returns the number of frames still in flight. */
  long inFlight() {
    return in - masks - dropped - dead;
  }

  /** Returns the final counts of a finished run: frames in flight count as dropped. */
  FrameAccountingLine settled() {
    return new FrameAccountingLine(in, masks, dropped + Math.max(0, inFlight()), dead);
  }

  @Override
  public String toString() {
    return "in=%d masks=%d dropped=%d dead=%d".formatted(in, masks, dropped, dead);
  }
}
