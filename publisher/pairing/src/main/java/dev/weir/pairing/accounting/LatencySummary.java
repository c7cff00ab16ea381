package dev.weir.pairing.accounting;

/**
 * Latencies over a sliding window.
 *
 * @param count number of latencies; if 0, the percentiles are 0 and have no meaning
 * @param p50Millis median, in milliseconds
 * @param p95Millis 95th percentile, in milliseconds
 */
public record LatencySummary(long count, double p50Millis, double p95Millis) {
  /** The summary of an empty window. */
  public static final LatencySummary NONE = new LatencySummary(0, 0, 0);
}
