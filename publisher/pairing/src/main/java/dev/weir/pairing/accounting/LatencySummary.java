package dev.weir.pairing.accounting;

/**
 * Latencies of a sliding window.
 *
 * @param count how many there were; with 0 the others are 0 and mean nothing
 * @param p50Millis half are at most this
 * @param p95Millis 95 of 100 are at most this
 */
public record LatencySummary(long count, double p50Millis, double p95Millis) {
  /** Of an empty window. */
  public static final LatencySummary NONE = new LatencySummary(0, 0, 0);
}
