package dev.weir.cli.shell;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Prints a line if nothing was printed for a while. Thread-safe. */
public final class Heartbeat implements AutoCloseable {
  /** The longest time a working command prints nothing, unless it runs on a terminal. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private static final long CHECK_EVERY_MS = 500;

  private final LongSupplier nanos;
  private final Runnable line;
  private long said; // guarded by this
  private @Nullable ScheduledExecutorService thread;
  private @Nullable ScheduledFuture<?> beats;

  /**
   * Prints lines only when {@linkplain #check checked}.
   *
   * @param nanos a clock in nanoseconds with any origin
   * @param line prints a line
   */
  public Heartbeat(LongSupplier nanos, Runnable line) {
    this.nanos = nanos;
    this.line = line;
    this.said = nanos.getAsLong();
  }

  /** Starts a thread that also checks, until closed. Call once. */
  public void start() {
    ScheduledExecutorService own =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread beat = new Thread(task, "weir-heartbeat");
              beat.setDaemon(true);
              return beat;
            });
    beats =
        own.scheduleWithFixedDelay(
            this::check, CHECK_EVERY_MS, CHECK_EVERY_MS, TimeUnit.MILLISECONDS);
    thread = own;
  }

  /** Reports that a line was just printed. */
  public synchronized void said() {
    said = nanos.getAsLong();
  }

  /** Prints a line if one is due. */
  public void check() {
    if (takeTurn()) {
      line.run(); // without the lock: it may wait for a thread that calls said()
    }
  }

  private synchronized boolean takeTurn() {
    long now = nanos.getAsLong();
    boolean due = now - said >= LONGEST_SILENCE.toNanos();
    said = due ? now : said;
    return due;
  }

  @Override
  public void close() {
    if (thread != null && beats != null) {
      beats.cancel(false);
      thread.shutdown();
    }
  }
}
