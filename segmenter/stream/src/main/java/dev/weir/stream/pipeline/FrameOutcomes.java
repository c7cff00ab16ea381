package dev.weir.stream.pipeline;

import dev.weir.frame.counts.DropCause;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Gives frames their outcomes and counts those without one. The scheduler calls it under its lock;
 * any thread may read the counts.
 */
final class FrameOutcomes {
  private final AtomicInteger underWay = new AtomicInteger();
  private final Clock clock;
  private final LongSupplier nanoTime;
  private volatile long lastNanos;

  FrameOutcomes(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
  }

  /** Counts a frame that was submitted. */
  void expect() {
    underWay.incrementAndGet();
  }

  /** Returns whether nobody wants the frame any more: it has an outcome, or gets one as too old. */
  boolean unwanted(FrameJob job) {
    if (job.outcome().isDone()) {
      underWay.decrementAndGet();
      return true;
    }
    return job.freshness().tooOld(job.frame().captureTime(), clock.instant())
        && drop(job, DropCause.TOO_OLD);
  }

  /** Drops a frame because a newer one of its camera is there. Returns true. */
  boolean supersede(FrameJob job) {
    return drop(job, DropCause.SUPERSEDED);
  }

  private boolean drop(FrameJob job, DropCause cause) {
    finish(job, new Outcome.Dropped(cause));
    return true;
  }

  /** Completes a frame. */
  void finish(FrameJob job, Outcome outcome) {
    job.outcome().complete(outcome);
    underWay.decrementAndGet();
    lastNanos = nanoTime.getAsLong();
  }

  /** Returns the number of submitted frames without an outcome. */
  int underWay() {
    return underWay.get();
  }

  /** Returns the time of the latest outcome of any kind, by the nanosecond clock. */
  long lastNanos() {
    return lastNanos;
  }
}
