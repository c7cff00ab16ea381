package dev.weir.capture;

import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import java.util.EnumMap;
import java.util.Map;

/**
 * The frame accounting of one camera. Written by its worker and by Kafka's callbacks, read by any
 * thread. A single lock keeps {@code in = sent + dropped + in flight} true at every moment.
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

  synchronized FrameCounts counts() {
    return new FrameCounts(in, sent, dropped, 0);
  }

  /** Returns the number of pictures skipped because of {@link IngestOptions#maxFps()}. */
  synchronized long thinnedTotal() {
    return thinned;
  }
}
