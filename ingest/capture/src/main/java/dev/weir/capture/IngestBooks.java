package dev.weir.capture;

import java.util.Map;

/**
 * Where one camera's frames went: {@code in = sent + dropped + inFlight}.
 *
 * @param in frames that the source delivered
 * @param sent frames that Kafka has
 * @param dropped frames that it never got, by cause
 * @param inFlight frames on their way to it
 */
public record IngestBooks(long in, long sent, Map<DropCause, Long> dropped, long inFlight) {
  public IngestBooks {
    dropped = Map.copyOf(dropped);
  }

  /** Frames dropped, of whatever cause. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
