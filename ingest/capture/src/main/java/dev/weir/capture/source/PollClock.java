package dev.weir.capture.source;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when a source is polled next: at a fixed rate, independent of the response time. Missed
 * polls are skipped. One thread waits; any thread may end the wait.
 */
public final class PollClock {
  private final long interval;
  private final LongSupplier nanoTime;
  private final ShutdownSignal shutdown = new ShutdownSignal();
  private long slot = -1;
  private long start;

  /**
   * Creates a clock.
   *
   * @param rate polls per second, above 0
   */
  public PollClock(double rate, LongSupplier nanoTime) {
    this.interval = Math.max(1, Math.round(1e9 / rate));
    this.nanoTime = nanoTime;
  }

  /** Waits for the next poll. Returns false if {@link #close() closed} meanwhile. */
  public boolean await() throws InterruptedException {
    long now = nanoTime.getAsLong();
    if (slot < 0) {
      start = now;
      slot = 0;
      return !shutdown.closed();
    }
    slot = Math.max(slot + 1, Math.floorDiv(now - start, interval));
    return !shutdown.await(Duration.ofNanos(start + slot * interval - now));
  }

  /** When the last poll was due, as time since the first poll. */
  public Duration position() {
    return Duration.ofNanos(Math.max(0, slot) * interval);
  }

  public void close() {
    shutdown.close();
  }
}
