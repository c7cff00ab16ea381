package dev.weir.capture;

import java.util.EnumMap;
import java.util.Map;

/**
 * One camera's books. Written by its worker and by Kafka's callbacks, read by anyone; one lock, so
 * that they balance at every moment.
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
