package dev.weir.capture;

import dev.weir.capture.source.ShutdownSignal;

/**
 * Bounds the number of frames between the cameras and the last stage. Stored sources wait while the
 * window is full, because Kafka deletes records that are not read in time. Live cameras never wait,
 * but their frames count too.
 *
 * <ol>
 *   <li>The cameras' threads call {@link #await} and {@link #taken}.
 *   <li>Any thread reports progress with {@link #finished}; it wakes the cameras that wait.
 * </ol>
 */
public final class FrameWindow {
  private final long size;
  private long taken;
  private long finished;

  /**
   * Creates an empty window.
   *
   * @param size the number of unfinished frames at which stored sources wait, from 1
   */
  public FrameWindow(long size) {
    if (size < 1) {
      throw new IllegalArgumentException("size %d: expected 1 or more".formatted(size));
    }
    this.size = size;
  }

  /** Returns a window that is never full. */
  public static FrameWindow unlimited() {
    return new FrameWindow(Long.MAX_VALUE);
  }

  /** Counts a frame that a camera delivered. */
  synchronized void taken() {
    taken++;
  }

  /**
   * Waits until the window is not full.
   *
   * @return false if {@code closing} was closed; {@link #wake} must be called after that
   */
  synchronized boolean await(ShutdownSignal closing) throws InterruptedException {
    while (taken - finished >= size && !closing.closed()) {
      wait();
    }
    return !closing.closed();
  }

  /** Lets cameras that wait see that they are closed. */
  synchronized void wake() {
    notifyAll();
  }

  /**
   * Reports progress. A total below an earlier one is ignored.
   *
   * @param total all frames since the start that have a mask, were dropped, or are dead
   */
  public synchronized void finished(long total) {
    if (total > finished) {
      finished = total;
      notifyAll();
    }
  }

  /** Returns whether stored sources wait. */
  public synchronized boolean full() {
    return taken - finished >= size;
  }
}
