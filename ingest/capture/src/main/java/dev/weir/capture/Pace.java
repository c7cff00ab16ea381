package dev.weir.capture;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays what is not live at its own pace: a picture is due when as much time has passed since the
 * first as its position says. One that is late is taken at once: nothing is skipped. One thread.
 */
final class Pace {
  private final LongSupplier nanoTime;
  private final Closing closing;
  private @Nullable Long start;

  Pace(LongSupplier nanoTime, Closing closing) {
    this.nanoTime = nanoTime;
    this.closing = closing;
  }

  /** Waits until a position is due; false if the worker was closed meanwhile. */
  boolean await(Duration position) throws InterruptedException {
    if (start == null) {
      start = nanoTime.getAsLong() - position.toNanos();
    }
    long early = start + position.toNanos() - nanoTime.getAsLong();
    return !closing.await(Duration.ofNanos(early));
  }
}
