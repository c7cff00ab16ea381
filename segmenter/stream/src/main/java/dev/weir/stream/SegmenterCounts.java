package dev.weir.stream;

import dev.weir.stream.pipeline.DropCause;
import java.util.Map;

/**
 * Frame accounting of this process: {@code in = masks + droppedTotal + dead + inFlight}. Frames
 * that were not committed before a partition moved or a transaction failed are subtracted again.
 *
 * @param in frames read
 * @param masks masks sent to Kafka
 * @param dropped frames dropped before inference, by cause
 * @param dead frames that could not be processed
 */
public record SegmenterCounts(long in, long masks, Map<DropCause, Long> dropped, long dead) {
  public SegmenterCounts {
    dropped = Map.copyOf(dropped);
  }

  /** Returns the number of dropped frames over all causes. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the number of frames read that have no outcome yet. */
  public long inFlight() {
    return in - masks - droppedTotal() - dead;
  }
}
