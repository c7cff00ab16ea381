package dev.weir.capture.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Signals the end of a worker. Threads that wait for a time wait for this signal too. */
public final class ShutdownSignal {
  private final CountDownLatch latch = new CountDownLatch(1);

  public void close() {
    latch.countDown();
  }

  public boolean closed() {
    return latch.getCount() == 0;
  }

  /** Waits for the given time, or until closed. Returns whether it is closed. */
  public boolean await(Duration time) throws InterruptedException {
    return latch.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
  }
}
