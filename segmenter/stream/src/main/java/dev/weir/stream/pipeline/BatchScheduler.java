package dev.weir.stream.pipeline;

import dev.weir.stream.pipeline.Batch.Slot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private final Deque<Batch> free = new ArrayDeque<>();
  private final List<Batch> forming = new ArrayList<>();
  private final long waitNanos;
  private final FrameOutcomes outcomes;
  private final LongSupplier nanoTime;
  private int running;
  private boolean closed;

  /**
   * Creates a scheduler.
   *
   * @param batches number of batches, from 1
   * @param max maximum frames per batch
   * @param wait how long a frame waits for others
   */
  BatchScheduler(int batches, int max, Duration wait, Clock clock, LongSupplier nanoTime) {
    for (int i = 0; i < batches; i++) {
      free.add(new Batch(max));
    }
    this.waitNanos = wait.toNanos();
    this.nanoTime = nanoTime;
    this.outcomes = new FrameOutcomes(clock, nanoTime);
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
        Batch batch = roomFor(job);
        if (batch != null) {
          jobs.remove();
          return batch.add(job);
        }
      } catch (OutOfMemoryError e) {
        jobs.remove();
        outcomes.finish(job, new Outcome.Failed(FailureDiagnosis.tooCostly(job, e)));
      }
    }
    return null;
  }

  private @Nullable Batch roomFor(FrameJob job) {
    for (Batch batch : forming) {
      if (batch.hasRoomFor(job)) {
        return batch;
      }
    }
    Batch batch = free.poll();
    if (batch != null) {
      boolean opened = false;
      try {
        batch.open(job.frame().width(), job.frame().height(), nanoTime.getAsLong());
        opened = true;
      } finally {
        (opened ? forming : free).add(batch);
      }
    }
    return batch;
  }

  /** The frame is decoded into its slot. */
  void decoded(Slot slot) {
    lock.lock();
    try {
      slot.ready = true;
      if (slot.job.freshness().latestOnly()) {
        forming.forEach(b -> b.slots().removeIf(s -> superseded(s) && outcomes.supersede(s.job)));
        releaseEmpty();
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
      releaseEmpty();
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
        long nanos = nanosUntilNext();
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
      Batch batch = nextToSegment();
      if (batch != null) {
        batch.compact();
        running++;
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Batch nextToSegment() {
    for (Batch batch : List.copyOf(forming)) {
      if (nanosUntilLeaving(batch) <= 0) {
        batch.slots().removeIf(slot -> outcomes.unwanted(slot.job));
        forming.remove(batch);
        if (!batch.slots().isEmpty()) {
          return batch;
        }
        release(batch);
      }
    }
    return null;
  }

  private long nanosUntilLeaving(Batch batch) {
    if (!batch.decoded()) {
      return Long.MAX_VALUE;
    }
    boolean now = batch.full() || running == 0;
    return now ? 0 : batch.openedNanos() + waitNanos - nanoTime.getAsLong();
  }

  private long nanosUntilNext() {
    long nanos = Long.MAX_VALUE;
    for (Batch batch : forming) {
      nanos = Math.min(nanos, nanosUntilLeaving(batch));
    }
    return nanos;
  }

  /** Frees batches whose frames were all dropped. */
  private void releaseEmpty() {
    for (Batch batch : List.copyOf(forming)) {
      if (batch.slots().isEmpty()) {
        forming.remove(batch);
        release(batch);
      }
    }
  }

  /**
   * Returns whether a newer frame of the camera is also decoded: then the network processes only
   * that one.
   */
  private boolean superseded(Slot slot) {
    if (!slot.ready || !slot.job.freshness().latestOnly()) {
      return false;
    }
    boolean newer = false;
    for (Batch batch : forming) {
      for (Slot other : batch.slots()) {
        newer |=
            other.ready
                && other.job.sameCamera(slot.job)
                && other.job.origin().offset() > slot.job.origin().offset();
      }
    }
    return newer;
  }

  /** Inference of a batch is done. */
  void segmented(Batch batch) {
    lock.lock();
    try {
      running--;
      batch.segmented();
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
      if (slot.batch.encoded()) {
        release(slot.batch);
      }
    } finally {
      lock.unlock();
    }
  }

  private void release(Batch batch) {
    free.add(batch);
    toDecode.signalAll();
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
