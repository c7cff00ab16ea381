package dev.weir.capture.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker's end as a condition to wait for: whoever waits for time to pass waits for this too. */
public final class ShutdownSignal {
  private final CountDownLatch latch = new CountDownLatch(1);

  public void close() {
    latch.countDown();
  }

  public boolean closed() {
    return latch.getCount() == 0;
  }

  /** Waits that long, or until closed; whether it is closed. */
  public boolean await(Duration time) throws InterruptedException {
    return latch.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
  }
}
