package dev.weir.stream.pipeline;

import dev.weir.stream.pipeline.Batch.Slot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The fixed set of batches: which batch takes a frame, and which batch runs next. The scheduler
 * calls it under its lock.
 */
final class BatchPool {
  private final Deque<Batch> free = new ArrayDeque<>();
  private final List<Batch> forming = new ArrayList<>();
  private final List<Batch> taken = new ArrayList<>(); // running or encoding
  private final long waitNanos;
  private final FrameOutcomes outcomes;
  private final LongSupplier nanoTime;
  private int running;

  /**
   * Creates the batches.
   *
   * @param batches number of batches, from 1
   * @param max maximum frames per batch
   * @param wait how long a frame waits for others
   */
  BatchPool(int batches, int max, Duration wait, FrameOutcomes outcomes, LongSupplier nanoTime) {
    for (int i = 0; i < batches; i++) {
      free.add(new Batch(max));
    }
    this.waitNanos = wait.toNanos();
    this.outcomes = outcomes;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns a slot for a frame, or null if no batch has room.
   *
   * @throws OutOfMemoryError if there is not enough memory for the frame
   */
  @Nullable Slot place(FrameJob job) {
    Batch batch = roomFor(job);
    return batch == null ? null : batch.add(job, nanoTime.getAsLong());
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
        batch.open(job, nanoTime.getAsLong());
        opened = true;
      } finally {
        (opened ? forming : free).add(batch);
      }
    }
    return batch;
  }

  /** Drops decoded frames for which a newer frame of the camera is also decoded. */
  void dropSuperseded() {
    for (Batch batch : forming) {
      batch.slots().removeIf(slot -> superseded(slot) && outcomes.supersede(slot.job));
    }
  }

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

  /** Frees forming batches whose frames are all gone. Returns whether there was one. */
  boolean freeEmpty() {
    boolean freed = false;
    for (Batch batch : List.copyOf(forming)) {
      if (batch.slots().isEmpty()) {
        forming.remove(batch);
        free.add(batch);
        freed = true;
      }
    }
    return freed;
  }

  /**
   * Returns a batch that is ready to run now, or null. Frames that nobody wants any more leave
   * their batch; {@link #freeEmpty()} frees the batches that are empty after that.
   */
  @Nullable Batch takeReady() {
    for (Batch batch : forming) {
      if (nanosUntilReady(batch) <= 0) {
        batch.slots().removeIf(slot -> outcomes.unwanted(slot.job));
        if (!batch.slots().isEmpty()) {
          forming.remove(batch);
          taken.add(batch);
          batch.compact();
          batch.started(nanoTime.getAsLong());
          running++;
          return batch;
        }
      }
    }
    return null;
  }

  /** Returns the time until a batch is ready to run, or {@link Long#MAX_VALUE}. */
  long nanosUntilReady() {
    long nanos = Long.MAX_VALUE;
    for (Batch batch : forming) {
      nanos = Math.min(nanos, nanosUntilReady(batch));
    }
    return nanos;
  }

  private long nanosUntilReady(Batch batch) {
    if (!batch.decoded()) {
      return Long.MAX_VALUE;
    }
    boolean now = batch.full() || running == 0;
    return now ? 0 : batch.openedNanos() + waitNanos - nanoTime.getAsLong();
  }

  /** Inference of a batch is done. */
  void segmented(Batch batch) {
    running--;
    batch.segmented();
  }

  /**
   * A frame of the batch has its outcome. Returns whether it was the last, and the batch is free.
   */
  boolean finished(Batch batch) {
    boolean last = batch.encoded();
    if (last) {
      taken.remove(batch);
      free.add(batch);
    }
    return last;
  }

  /** Returns the frames on which a thread has worked for at least this long. */
  List<FrameJob> inProgressFor(Duration time) {
    long latest = nanoTime.getAsLong() - time.toNanos();
    List<FrameJob> found = new ArrayList<>();
    for (Batch batch : forming) {
      for (Slot slot : batch.slots()) {
        if (!slot.ready && slot.openedNanos - latest <= 0) {
          found.add(slot.job);
        }
      }
    }
    for (Batch batch : taken) {
      for (Slot slot : batch.slots()) {
        if (!slot.job.outcome().isDone() && batch.startedNanos() - latest <= 0) {
          found.add(slot.job);
        }
      }
    }
    return found;
  }
}
