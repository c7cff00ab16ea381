package dev.weir.pairing.accounting;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Decides which dead letters of a partition count: those of frames since the starting position,
 * each once. The segmenter may write a dead letter again after a restart. Dead letters do not
 * arrive in frame order either: an unreadable record is written before earlier frames have masks.
 * The filter therefore remembers the last few thousand. Confined to one thread.
 */
public final class DeadRecordFilter {
  private static final int REMEMBERED = 4096;

  private final Set<Long> origins = new LinkedHashSet<>();
  private long firstFrame;
  private long next;

  /**
   * Starts empty.
   *
   * @param next offset of the first dead letter to read
   */
  public DeadRecordFilter(long next) {
    this.next = next;
  }

  /** Ignores dead letters of frames before this offset: an earlier reader counted them. */
  public void countFrom(long frameOffset) {
    firstFrame = frameOffset;
    origins.clear();
  }

  /**
   * Called for each dead letter read.
   *
   * @param offset its own offset
   * @param origin its frame's offset, or -1 if the frame is not from this partition
   * @return whether it counts
   */
  public boolean isNew(long offset, long origin) {
    next = offset + 1;
    if (origin < firstFrame || !origins.add(origin)) {
      return false;
    }
    if (origins.size() > REMEMBERED) {
      Iterator<Long> oldest = origins.iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  /** Returns the offset of the next dead letter to read. */
  public long next() {
    return next;
  }
}
