package dev.weir.capture.source;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Frees a source's native memory exactly once and never under a read: the reading thread does it on
 * its way out of the read that was closed, or the closing thread if nobody reads.
 */
public final class NativeResourceGuard {
  private final ReentrantLock reading = new ReentrantLock();
  private final Runnable free;
  private volatile boolean closed;
  private boolean freed; // guarded by reading

  public NativeResourceGuard(Runnable free) {
    this.free = free;
  }

  public boolean closed() {
    return closed;
  }

  public void enter() {
    reading.lock();
  }

  public void leave() {
    reading.unlock();
    freeIfClosed();
  }

  /** Returns at once; a read in progress is not waited for. */
  public void close() {
    closed = true;
    freeIfClosed();
  }

  /** Whoever holds the lock meanwhile comes by here after letting go of it. */
  private void freeIfClosed() {
    if (closed && reading.tryLock()) {
      try {
        if (!freed) {
          freed = true;
          free.run();
        }
      } finally {
        reading.unlock();
      }
    }
  }
}
