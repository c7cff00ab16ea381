package dev.weir.stream;

/**
 * Where this process's frames went: {@code in = masks + dropped + dead + inFlight}.
 *
 * @param in frames read
 * @param masks masks handed to Kafka
 * @param dropped frames left out before inference
 * @param dead frames that could not be processed
 */
public record SegmenterBooks(long in, long masks, long dropped, long dead) {
  /** Frames read whose end is not known yet. */
  public long inFlight() {
    return in - masks - dropped - dead;
  }
}
