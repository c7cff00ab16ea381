package dev.weir.pairing.output;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * A warning that could repeat many times a second and is logged once per period. The first
 * occurrence is logged at once, later ones with the number of occurrences since. Confined to one
 * thread.
 */
public final class ThrottledWarning {
  private final Logger log;
  private final String what;
  private final long periodMillis;
  private final Clock clock;
  private long count;
  private long sinceReport;
  private long nextReportMillis = Long.MIN_VALUE;

  public ThrottledWarning(Logger log, String what, Duration period, Clock clock) {
    this.log = log;
    this.what = what;
    this.periodMillis = period.toMillis();
    this.clock = clock;
  }

  /** Reports an occurrence. */
  public void happened(String detail) {
    count++;
    sinceReport++;
    long now = clock.millis();
    if (now >= nextReportMillis) {
      log.warn("{}: {} times={} total={}", what, detail, sinceReport, count);
      sinceReport = 0;
      nextReportMillis = now + periodMillis;
    }
  }
}
