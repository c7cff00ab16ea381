package dev.weir.capture.source;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a source that is polled is asked next: at a fixed rate, whatever the answers take; what is
 * missed is left out rather than made up for. One thread waits; any thread may end the wait.
 */
public final class PollClock {
  private final long interval;
  private final LongSupplier nanoTime;
  private final ShutdownSignal shutdown = new ShutdownSignal();
  private long slot = -1;
  private long start;

  /**
   * A clock.
   *
   * @param rate polls a second, above 0
   */
  public PollClock(double rate, LongSupplier nanoTime) {
    this.interval = Math.max(1, Math.round(1e9 / rate));
    this.nanoTime = nanoTime;
  }

  /** Waits until it is time; false if {@link #close() closed} meanwhile. */
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

  /** When the last poll was due, since the first. */
  public Duration position() {
    return Duration.ofNanos(Math.max(0, slot) * interval);
  }

  public void close() {
    shutdown.close();
  }
}
