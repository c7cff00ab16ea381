package dev.weir.inference;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls into a model, and its end, which waits for them: a call shares the model, its end has
 * it alone. Thread-safe.
 */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String model;
  private final Duration patience;
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private volatile boolean closed;
  private boolean ended;

  /** What a call does. */
  @FunctionalInterface
  interface Call {
    void run() throws ModelException;
  }

  /** Into the model of that name. */
  Calls(String model) {
    this(model, PATIENCE);
  }

  Calls(String model, Duration patience) {
    this.model = model;
    this.patience = patience;
  }

  /**
   * Runs a call.
   *
   * @throws IllegalStateException after {@link #end}
   * @throws ModelException as the call
   */
  void run(Call call) throws ModelException {
    open.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(model + " is closed");
      }
      call.run();
    } finally {
      open.readLock().unlock();
    }
  }

  /**
   * Refuses further calls and waits for those that run, then gives back what they used; once. If
   * one does not end in time it is left to itself, and so is what it uses.
   */
  void end(Runnable giveBack) {
    closed = true;
    boolean alone = false;
    try {
      alone = open.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!alone) {
        LOG.warn(
            "model={} left open: an inference still runs after={}ms", model, patience.toMillis());
      } else if (!ended) {
        ended = true;
        giveBack.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (alone) {
        open.writeLock().unlock();
      }
    }
  }
}
