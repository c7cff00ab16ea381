package dev.weir.inference.onnxruntime;

import dev.weir.inference.ModelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the calls into a model, so that closing it waits for them. Calls share the model; closing
 * needs exclusive access. Thread-safe.
 */
final class InFlightCalls {
  private static final Logger LOG = LoggerFactory.getLogger(InFlightCalls.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String model;
  private final Duration patience;
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private volatile @Nullable Runnable last;
  private boolean ended; // guarded by the write lock of "open"

  /** One call into the model. */
  @FunctionalInterface
  interface Call {
    void run() throws ModelException;
  }

  /** Tracks the calls into the model of that name. */
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
   * @throws ModelException if the call throws it
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
      // end() may have stopped waiting before this call finished.
      if (last != null && open.writeLock().tryLock()) {
        giveBackAlone();
      }
    }
  }

  /**
   * Rejects further calls, waits for running ones, then frees their resources once. If a call does
   * not finish in time, the resources are freed when it finishes.
   */
  void end(Runnable giveBack) {
    last = giveBack;
    if (open.writeLock().tryLock()) { // works on an interrupted thread too, which cannot wait
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

  /** Frees the resources. The caller holds the write lock; this method releases it. */
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
