package dev.weir.capture;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker's end as a condition to wait for: whoever waits for time to pass waits for this too. */
final class Closing {
  private final CountDownLatch latch = new CountDownLatch(1);

  void close() {
    latch.countDown();
  }

  boolean closed() {
    return latch.getCount() == 0;
  }

  /** Waits that long, or until closed; whether it is closed. */
  boolean await(Duration time) throws InterruptedException {
    return latch.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
  }
}
