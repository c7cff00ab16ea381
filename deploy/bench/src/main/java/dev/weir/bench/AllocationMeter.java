package dev.weir.bench;

/**
 * Heap that is allocated for each mask in the rounds of a bench: by the segmenter's own threads,
 * and by all, the broker and the sender in this process included; and how large the process grew.
 * One thread.
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

  /** A round begins. */
  public void begin(long masksSoFar) {
    masksBefore = masksSoFar;
    before = MemoryUsage.now();
    if (first < 0) {
      first = before.residentMegabytes();
    }
  }

  /** A round is over. */
  public void end(long masksSoFar) {
    MemoryUsage now = MemoryUsage.now();
    masks += masksSoFar - masksBefore;
    bytes += now.allocatedSince(before, "");
    own += now.allocatedSince(before, SEGMENTER);
    last = now.residentMegabytes();
  }

  /** Of the process, at the end of the last round. */
  public long residentMegabytes() {
    return last;
  }

  /** For each mask, by all threads. */
  public double heapKilobytes() {
    return bytes / (Math.max(1, masks) * 1024.0);
  }

  /** Adds what was found to the last line. */
  public void report(BenchReport report) {
    report.result("heap_kb_per_frame", heapKilobytes());
    report.result("segmenter_kb_per_frame", own / (Math.max(1, masks) * 1024.0));
    report.result("rss_start_mb", first);
    report.result("rss_end_mb", last);
  }
}
