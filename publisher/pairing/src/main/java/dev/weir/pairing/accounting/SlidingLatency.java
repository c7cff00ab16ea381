package dev.weir.pairing.accounting;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Latency percentiles over about the last ten seconds. Keeps one histogram per second in a ring and
 * adds them up on request. Not thread-safe.
 */
final class SlidingLatency {
  private static final int SECONDS = 10;
  private static final long HIGHEST_MICROS = Duration.ofHours(1).toMillis() * 1000;
  private static final int DIGITS = 2;

  private final Histogram[] ring = new Histogram[SECONDS];
  private final long[] second = new long[SECONDS];

  /**
   * Records a latency at {@code nowMillis} (epoch). Negative latencies, from clocks that disagree,
   * count as 0.
   */
  void record(long nowMillis, Duration latency) {
    long now = Math.floorDiv(nowMillis, 1000L);
    int slot = Math.floorMod(now, SECONDS);
    Histogram histogram = ring[slot];
    if (histogram == null) {
      histogram = new Histogram(HIGHEST_MICROS, DIGITS);
      ring[slot] = histogram;
    } else if (second[slot] != now) {
      histogram.reset();
    }
    second[slot] = now;
    long micros = latency.compareTo(Duration.ofHours(1)) >= 0 ? HIGHEST_MICROS : micros(latency);
    histogram.recordValue(Math.max(0, micros));
  }

  /** Summarizes the ten seconds before {@code nowMillis} (epoch). */
  LatencySummary summary(long nowMillis) {
    long now = Math.floorDiv(nowMillis, 1000L);
    Histogram all = new Histogram(HIGHEST_MICROS, DIGITS);
    for (int i = 0; i < SECONDS; i++) {
      if (ring[i] != null && second[i] > now - SECONDS && second[i] <= now) {
        all.add(ring[i]);
      }
    }
    if (all.getTotalCount() == 0) {
      return LatencySummary.NONE;
    }
    return new LatencySummary(
        all.getTotalCount(),
        all.getValueAtPercentile(50) / 1000.0,
        all.getValueAtPercentile(95) / 1000.0);
  }

  private static long micros(Duration d) {
    return d.getSeconds() * 1_000_000 + d.getNano() / 1000;
  }
}
