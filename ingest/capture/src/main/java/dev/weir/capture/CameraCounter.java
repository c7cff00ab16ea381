package dev.weir.capture;

import java.util.EnumMap;
import java.util.Map;

/**
 * The frame accounting of one camera. Written by its worker and by Kafka's callbacks, read by any
 * thread. A single lock keeps {@code in = sent + dropped + inFlight} true at every moment.
 */
final class CameraCounter {
  private final Map<DropCause, Long> dropped = new EnumMap<>(DropCause.class);
  private long in;
  private long sent;
  private long thinned;

  synchronized void delivered() {
    in++;
  }

  synchronized void thinned() {
    thinned++;
  }

  synchronized void sent() {
    sent++;
  }

  synchronized void dropped(DropCause cause) {
    dropped.merge(cause, 1L, Long::sum);
  }

  synchronized IngestCounts counts() {
    long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
    return new IngestCounts(in, sent, dropped, in - sent - lost, thinned);
  }
}
