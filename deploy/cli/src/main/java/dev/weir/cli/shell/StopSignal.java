package dev.weir.cli.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C as a condition to wait for. The signal wakes the command's thread, which closes its stages
 * in order and then says so with {@link #close()}; only then does the process end, or after {@link
 * #PATIENCE} if a stage hangs, unless the command asks for more. Work that has no condition to wait
 * for is run {@link #interruptibly}.
 */
public final class StopSignal implements AutoCloseable {
  /** How long a clean end may take. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Something that takes its time. */
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

  /** The same, of a command whose clean end may take so long. */
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
            "weir: not stopped within " + patience.toSeconds() + " s; ended without that");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the signal does. */
  public synchronized void ask() {
    asked.countDown();
    if (interruptible) {
      command.interrupt();
    }
  }

  /**
   * Runs work on the command's thread, which is interrupted when the user asks to stop.
   *
   * @throws InterruptedException if the user has asked, whatever became of the work; the thread is
   *     not interrupted any more, so that it can close what it opened
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
      } // else it failed because it was interrupted, or nobody cares any more
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

  /** Something that starts, and may have to wait for what it needs. */
  @FunctionalInterface
  public interface Start<T> {
    T start() throws IOException, InterruptedException;
  }

  /**
   * Starts something {@linkplain #interruptibly interruptibly}.
   *
   * @throws InterruptedException if the user has asked to stop before it had started
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
    } catch (Exception e) { // what AutoCloseable declares; the user has asked to stop already
      System.err.println("weir: not closed: " + e.getMessage());
    }
  }

  /** Waits until the user asks to stop, at most {@code timeout}; true if so. */
  public boolean await(Duration timeout) throws InterruptedException {
    return asked.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the user asked to stop. */
  public boolean asked() {
    return asked.getCount() == 0;
  }

  /** Everything is closed: the process may end. */
  @Override
  public void close() {
    done.countDown();
  }
}
