package dev.weir.inference.onnxruntime;

import dev.weir.inference.ModelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls into a model, and its end, which waits for them: a call shares the model, its end has
 * it alone. Thread-safe.
 */
final class InFlightCalls {
  private static final Logger LOG = LoggerFactory.getLogger(InFlightCalls.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String model;
  private final Duration patience;
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private volatile @Nullable Runnable last;
  private boolean ended; // guarded by open, written alone

  /** What a call does. */
  @FunctionalInterface
  interface Call {
    void run() throws ModelException;
  }

  /** Into the model of that name. */
  InFlightCalls(String model) {
    this(model, PATIENCE);
  }

  InFlightCalls(String model, Duration patience) {
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
      if (last != null) {
        throw new IllegalStateException(model + " is closed");
      }
      call.run();
    } finally {
      open.readLock().unlock();
      // The end has waited for this call, maybe not long enough.
      if (last != null && open.writeLock().tryLock()) {
        giveBackAlone();
      }
    }
  }

  /**
   * Refuses further calls and waits for those that run, then gives back what they used; once. If
   * one does not end in time, it does so itself when it ends.
   */
  void end(Runnable giveBack) {
    last = giveBack;
    if (open.writeLock().tryLock()) { // also of a thread that is interrupted, which may not wait
      giveBackAlone();
      return;
    }
    try {
      if (open.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        giveBackAlone();
      } else {
        LOG.warn(
            "model={} left open: an inference still runs after={}ms", model, patience.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.warn("model={} left open: interrupted while an inference ran", model);
      Thread.currentThread().interrupt();
    }
  }

  /** With the write lock, which it returns. */
  private void giveBackAlone() {
    try {
      Runnable giveBack = last;
      if (giveBack != null && !ended) {
        ended = true;
        giveBack.run();
      }
    } finally {
      open.writeLock().unlock();
    }
  }
}
