package dev.weir.capture;

import dev.weir.capture.source.ShutdownSignal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays what is not live at its own pace: a picture is due when as much time has passed since the
 * first as its position says. One that is late is taken at once: nothing is skipped. One thread.
 */
final class RealTimePacer {
  private final LongSupplier nanoTime;
  private final ShutdownSignal shutdown;
  private @Nullable Long start;

  RealTimePacer(LongSupplier nanoTime, ShutdownSignal shutdown) {
    this.nanoTime = nanoTime;
    this.shutdown = shutdown;
  }

  /** Waits until a position is due; false if the worker was closed meanwhile. */
  boolean await(Duration position) throws InterruptedException {
    if (start == null) {
      start = nanoTime.getAsLong() - position.toNanos();
    }
    long early = start + position.toNanos() - nanoTime.getAsLong();
    return !shutdown.await(Duration.ofNanos(early));
  }
}
