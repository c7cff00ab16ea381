package dev.weir.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as a condition to wait for. The signal wakes the command's thread, which closes its stages
 * in order and then says so with {@link #close()}; only then does the process end, or after {@link
 * #PATIENCE} if a stage hangs.
 */
final class Stop implements AutoCloseable {
  /** How long a clean end may take. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  private Stop() {}

  /** Listens for SIGINT and SIGTERM from now on. */
  static Stop onSignal() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::signalled, "weir-stop"));
    return stop;
  }

  private void signalled() {
    asked.countDown();
    try {
      if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(
            "weir: a stage did not stop within " + PATIENCE.toSeconds() + " s; ended without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the user asks to stop, at most {@code timeout}; true if so. */
  boolean await(Duration timeout) throws InterruptedException {
    return asked.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the user asked to stop. */
  boolean asked() {
    return asked.getCount() == 0;
  }

  /** Everything is closed: the process may end. */
  @Override
  public void close() {
    done.countDown();
  }
}
