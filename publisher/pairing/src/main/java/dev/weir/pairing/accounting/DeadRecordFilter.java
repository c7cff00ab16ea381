package dev.weir.pairing.accounting;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells which dead records of a partition count: those of frames since the lane's start, each once.
 * The segmenter writes one again after a restart, and not in the frames' order (an unreadable
 * record dies before the frames ahead of it are masked), so the last few thousand are remembered.
 * Confined to one thread.
 */
public final class DeadRecordFilter {
  private static final int REMEMBERED = 4096;

  private final Set<Long> origins = new LinkedHashSet<>();
  private long firstFrame;
  private long next;

  /** Nothing counted; {@code next} is the first dead record's offset. */
  public DeadRecordFilter(long next) {
    this.next = next;
  }

  /** Frames before this offset are another reader's. */
  public void countFrom(long frameOffset) {
    firstFrame = frameOffset;
    origins.clear();
  }

  /**
   * A dead record was read.
   *
   * @param offset its own offset
   * @param origin its frame's offset, or -1 if it was none of this partition's frames
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

  /** The next dead record to read. */
  public long next() {
    return next;
  }
}
