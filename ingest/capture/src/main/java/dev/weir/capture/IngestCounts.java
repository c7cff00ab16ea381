package dev.weir.capture;

import java.util.Map;

/**
 * Where one camera's frames went: {@code in = sent + dropped + inFlight}.
 *
 * @param in frames that were taken from the source, and numbered
 * @param sent frames that Kafka has
 * @param dropped frames that it never got, by cause
 * @param inFlight frames on their way to it
 * @param thinned pictures that were not taken, as {@link IngestOptions#maxFps} asks: they have no
 *     number, and no gap tells of them
 */
public record IngestCounts(
    long in, long sent, Map<DropCause, Long> dropped, long inFlight, long thinned) {
  public IngestCounts {
    dropped = Map.copyOf(dropped);
  }

  /** Of a camera that is not thinned out. */
  public IngestCounts(long in, long sent, Map<DropCause, Long> dropped, long inFlight) {
    this(in, sent, dropped, inFlight, 0);
  }

  /** Frames dropped, of whatever cause. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
