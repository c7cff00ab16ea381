package dev.weir.cli.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C into a condition to wait for. The signal wakes the command's thread, which closes
 * its stages in order and then calls {@link #close()}. Only then does the process end, or after
 * {@link #PATIENCE} if a stage hangs (a command may set a longer time). Work without a condition to
 * wait for runs {@link #interruptibly}.
 */
public final class StopSignal implements AutoCloseable {
  /** The default time allowed for a clean shutdown. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Work that takes a while. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException, InterruptedException;
  }

  private final Thread command = Thread.currentThread();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  private final Duration patience;

  private boolean interruptible; // guarded by this

  private StopSignal(Duration patience) {
    this.patience = patience;
  }

  /** Listens for SIGINT and SIGTERM from now on. */
  public static StopSignal onSignal() {
    return onSignal(PATIENCE);
  }

  /** Listens likewise, with another time allowed for a clean shutdown. */
  public static StopSignal onSignal(Duration patience) {
    StopSignal stop = new StopSignal(patience);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::signalled, "weir-stop"));
    return stop;
  }

  private void signalled() {
    ask();
    try {
      if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(
            "weir: did not stop within " + patience.toSeconds() + " s; exiting anyway");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Requests a stop, as the signal does. */
  public synchronized void ask() {
    asked.countDown();
    if (interruptible) {
      command.interrupt();
    }
  }

  /**
   * Runs work on the command's thread, which is interrupted when the user requests a stop.
   *
   * @throws InterruptedException if the user requested a stop, whatever the outcome of the work;
   *     the thread's interrupt flag is cleared, so that it can close what it opened
   */
  public void interruptibly(Work work) throws IOException, InterruptedException {
    synchronized (this) {
      interruptible = true;
    }
    try {
      if (!asked()) {
        work.run();
      }
    } catch (IOException | RuntimeException e) {
      if (!asked()) {
        throw e;
      } // otherwise it failed because of the interrupt, or the failure no longer matters
    } finally {
      synchronized (this) {
        interruptible = false;
      }
    }
    if (asked()) {
      Thread.interrupted();
      throw new InterruptedException("asked to stop");
    }
  }

  /** Starts something, and may have to wait for its dependencies. */
  @FunctionalInterface
  public interface Start<T> {
    T start() throws IOException, InterruptedException;
  }

  /**
   * Starts something {@linkplain #interruptibly interruptibly}.
   *
   * @throws InterruptedException if the user requested a stop before the start completed
   */
  public <T extends AutoCloseable> T starting(Start<T> start)
      throws IOException, InterruptedException {
    AtomicReference<@Nullable T> started = new AtomicReference<>();
    boolean given = false;
    try {
      interruptibly(() -> started.set(start.start()));
      given = true;
      return Objects.requireNonNull(started.get());
    } finally {
      T half = started.get();
      if (!given && half != null) {
        closeQuietly(half);
      }
    }
  }

  private static void closeQuietly(AutoCloseable half) {
    try {
      half.close();
    } catch (Exception e) { // declared by AutoCloseable; the user has already requested a stop
      System.err.println("weir: not closed: " + e.getMessage());
    }
  }

  /** Waits until the user requests a stop, at most {@code timeout}; returns true if so. */
  public boolean await(Duration timeout) throws InterruptedException {
    return asked.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns whether the user requested a stop. */
  public boolean asked() {
    return asked.getCount() == 0;
  }

  /** Reports that everything is closed: the process may end. */
  @Override
  public void close() {
    done.countDown();
  }
}
