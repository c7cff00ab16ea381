package dev.weir.stream;

import dev.weir.stream.pipeline.DropCause;
import java.util.Map;

/**
 * Where this process's frames went: {@code in = masks + droppedTotal + dead + inFlight}. What was
 * not committed when a partition went elsewhere, or when a transaction failed, is taken out again.
 *
 * @param in frames read
 * @param masks masks handed to Kafka
 * @param dropped frames left out before inference, by cause
 * @param dead frames that could not be processed
 */
public record SegmenterCounts(long in, long masks, Map<DropCause, Long> dropped, long dead) {
  public SegmenterCounts {
    dropped = Map.copyOf(dropped);
  }

  /** Frames left out, of whatever cause. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Frames read whose end is not known yet. */
  public long inFlight() {
    return in - masks - droppedTotal() - dead;
  }
}
