package dev.weir.capture;

import java.util.Map;

/**
 * The frame accounting of one camera: {@code in = sent + dropped + inFlight}.
 *
 * @param in frames that were taken from the source and numbered
 * @param sent frames that Kafka has confirmed
 * @param dropped frames that never reached Kafka, by cause
 * @param inFlight frames on their way to Kafka
 * @param thinned pictures skipped because of {@link IngestOptions#maxFps}; they get no sequence
 *     number, so they leave no gap
 */
public record IngestCounts(
    long in, long sent, Map<DropCause, Long> dropped, long inFlight, long thinned) {
  public IngestCounts {
    dropped = Map.copyOf(dropped);
  }

  /** Creates the counts of a camera without a frame rate limit. */
  public IngestCounts(long in, long sent, Map<DropCause, Long> dropped, long inFlight) {
    this(in, sent, dropped, inFlight, 0);
  }

  /** The number of dropped frames, for all causes. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
