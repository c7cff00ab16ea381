package dev.weir.capture;

import dev.weir.capture.source.ShutdownSignal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a stored source at its own pace. A picture is due at the time of the first picture plus its
 * own position. Late pictures are due at once; no picture is skipped. Confined to one thread.
 */
final class RealTimePacer {
  private final LongSupplier nanoTime;
  private final ShutdownSignal shutdown;
  private @Nullable Long start;

  RealTimePacer(LongSupplier nanoTime, ShutdownSignal shutdown) {
    this.nanoTime = nanoTime;
    this.shutdown = shutdown;
  }

  /** Waits until a position is due. Returns false if the worker was closed meanwhile. */
  boolean await(Duration position) throws InterruptedException {
    if (start == null) {
      start = nanoTime.getAsLong() - position.toNanos();
    }
    long early = start + position.toNanos() - nanoTime.getAsLong();
    return !shutdown.await(Duration.ofNanos(early));
  }
}
