package dev.weir.pairing.accounting;

import java.util.ArrayDeque;
import java.util.Deque;

/** Events per second over the last three seconds. Not thread-safe. */
final class FrameRate {
  private static final long WINDOW_MILLIS = 3000;

  private final Deque<Long> times = new ArrayDeque<>();

  /** Counts an event at {@code nowMillis} (epoch). */
  void tick(long nowMillis) {
    times.addLast(nowMillis);
    prune(nowMillis);
  }

  /** Returns the rate at {@code nowMillis} (epoch); falls to 0 when events stop. */
  double perSecond(long nowMillis) {
    prune(nowMillis);
    if (times.size() < 2) {
      return 0;
    }
    long span = Math.max(nowMillis, times.peekLast()) - times.peekFirst();
    return (times.size() - 1) * 1000.0 / Math.max(1, span);
  }

  private void prune(long nowMillis) {
    while (!times.isEmpty() && times.peekFirst() <= nowMillis - WINDOW_MILLIS) {
      times.removeFirst();
    }
  }
}
