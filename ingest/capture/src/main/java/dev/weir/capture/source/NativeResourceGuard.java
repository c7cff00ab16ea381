package dev.weir.capture.source;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Frees a source's native memory exactly once and never during a read. If a read is in progress at
 * close, the reading thread frees it after the read; otherwise the closing thread does.
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

  /** Closes the source. Returns at once and does not wait for a read in progress. */
  public void close() {
    closed = true;
    freeIfClosed();
  }

  /** A thread that holds the lock meanwhile calls this after it releases the lock. */
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
