package dev.weir.stream.pipeline;

import dev.weir.stream.pipeline.Batch.Slot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which frame is decoded next and when each batch runs. Thread-safe.
 *
 * <pre>
 * submit ──▶ waiting ──takeToDecode──▶ forming ──takeToSegment──▶ running ──segmented──▶ encoding ──encoded──▶ free
 *              └─ superseded, too old     └─ superseded, too old, broken
 * </pre>
 *
 * <ol>
 *   <li>A batch runs when all its frames are decoded and one of these holds: it is full, its oldest
 *       frame has waited long enough, or no inference runs.
 *   <li>A batch holds frames of one size. The oldest frame for which there is room goes first.
 *   <li>The number of batches is fixed. A frame is decoded only when a batch has room for it. Until
 *       then it waits encoded, and a newer frame can replace it at no cost.
 * </ol>
 */
final class BatchScheduler {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition toDecode = lock.newCondition();
  private final Condition toSegment = lock.newCondition();
  private final Deque<FrameJob> waiting = new ArrayDeque<>();
  private final FrameOutcomes outcomes;
  private final BatchPool batches;
  private boolean closed;

  /**
   * Creates a scheduler.
   *
   * @param batches number of batches, from 1
   * @param max maximum frames per batch
   * @param wait how long a frame waits for others
   */
  BatchScheduler(int batches, int max, Duration wait, Clock clock, LongSupplier nanoTime) {
    this.outcomes = new FrameOutcomes(clock, nanoTime);
    this.batches = new BatchPool(batches, max, wait, outcomes, nanoTime);
  }

  /**
   * Takes a frame. If its camera wants only the newest frame, older waiting frames of the camera
   * are dropped.
   */
  void submit(FrameJob job) {
    lock.lock();
    try {
      if (job.freshness().latestOnly()) {
        waiting.removeIf(older -> older.sameCamera(job) && outcomes.supersede(older));
      }
      waiting.add(job);
      outcomes.expect();
      toDecode.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a frame to decode; returns null after close. */
  @Nullable Slot takeToDecode() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Slot slot = pollToDecode();
      while (slot == null && !closed) {
        toDecode.await();
        slot = pollToDecode();
      }
      return closed ? null : slot;
    } finally {
      lock.unlock();
    }
  }

  /** Returns a frame to decode now, or null. */
  @Nullable Slot pollToDecode() {
    lock.lock();
    try {
      return nextToDecode();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Slot nextToDecode() {
    for (Iterator<FrameJob> jobs = waiting.iterator(); jobs.hasNext(); ) {
      FrameJob job = jobs.next();
      if (outcomes.unwanted(job)) {
        jobs.remove();
        continue;
      }
      try {
        Slot slot = batches.place(job);
        if (slot != null) {
          jobs.remove();
          return slot;
        }
      } catch (OutOfMemoryError e) {
        jobs.remove();
        outcomes.finish(job, new Outcome.Failed(FailureDiagnosis.tooCostly(job, e)));
      }
    }
    return null;
  }

  /** The frame is decoded into its slot. */
  void decoded(Slot slot) {
    lock.lock();
    try {
      slot.ready = true;
      if (slot.job.freshness().latestOnly()) {
        batches.dropSuperseded();
        freeEmpty();
      }
      toSegment.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The frame cannot be decoded: the batch continues without it. */
  void undecodable(Slot slot, Outcome outcome) {
    lock.lock();
    try {
      slot.batch.slots().remove(slot);
      outcomes.finish(slot.job, outcome);
      freeEmpty();
      toSegment.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a batch that is ready to run; returns null after close. */
  @Nullable Batch takeToSegment() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Batch batch = pollToSegment();
      while (batch == null && !closed) {
        long nanos = batches.nanosUntilReady();
        if (nanos == Long.MAX_VALUE) {
          toSegment.await();
        } else {
          var unused = toSegment.awaitNanos(nanos); // checks again after every wake-up
        }
        batch = pollToSegment();
      }
      return closed ? null : batch;
    } finally {
      lock.unlock();
    }
  }

  /** Returns a batch that is ready to run now, or null. */
  @Nullable Batch pollToSegment() {
    lock.lock();
    try {
      Batch batch = batches.takeReady();
      freeEmpty();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void freeEmpty() {
    if (batches.freeEmpty()) {
      toDecode.signalAll();
    }
  }

  /** Inference of a batch is done. */
  void segmented(Batch batch) {
    lock.lock();
    try {
      batches.segmented(batch);
      toSegment.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A frame has its outcome. After the last frame of a batch, the batch is free again. */
  void finished(Slot slot, Outcome outcome) {
    lock.lock();
    try {
      outcomes.finish(slot.job, outcome);
      if (batches.finished(slot.batch)) {
        toDecode.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the frames on which a thread has worked for at least this long. */
  List<FrameJob> inProgressFor(Duration time) {
    lock.lock();
    try {
      return batches.inProgressFor(time);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of submitted frames without an outcome. */
  int underWay() {
    return outcomes.underWay();
  }

  /** Returns the time of the latest outcome of any kind, by the scheduler's nanosecond clock. */
  long lastOutcomeNanos() {
    return outcomes.lastNanos();
  }

  /** Wakes all waiting threads and cancels the remaining frames. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(job -> job.outcome().cancel(false));
      waiting.clear();
      toDecode.signalAll();
      toSegment.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
