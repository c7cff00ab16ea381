package dev.weir.bench;

/**
 * Measures the heap allocated per mask in the rounds of a benchmark: by the segmenter's threads,
 * and by all threads, including the broker and the sender in this process. Also measures how much
 * the process grew. One thread.
 */
public final class AllocationMeter {
  private static final String SEGMENTER = "weir-";

  private MemoryUsage before = MemoryUsage.now();
  private long masksBefore;
  private long masks;
  private long bytes;
  private long own;
  private long first = -1;
  private long last;

  /** Starts a round. */
  public void begin(long masksSoFar) {
    masksBefore = masksSoFar;
    before = MemoryUsage.now();
    if (first < 0) {
      first = before.residentMegabytes();
    }
  }

  /** Ends a round. */
  public void end(long masksSoFar) {
    MemoryUsage now = MemoryUsage.now();
    masks += masksSoFar - masksBefore;
    bytes += now.allocatedSince(before, "");
    own += now.allocatedSince(before, SEGMENTER);
    last = now.residentMegabytes();
  }

  /** Returns the memory of the process at the end of the last round, in MB. */
  public long residentMegabytes() {
    return last;
  }

  /** Returns the heap allocated per mask by all threads, in KB. */
  public double heapKilobytes() {
    return bytes / (Math.max(1, masks) * 1024.0);
  }

  /** Adds the measurements to the result line. */
  public void report(BenchReport report) {
    report.result("heap_kb_per_frame", heapKilobytes());
    report.result("segmenter_kb_per_frame", own / (Math.max(1, masks) * 1024.0));
    report.result("rss_start_mb", first);
    report.result("rss_end_mb", last);
  }
}
