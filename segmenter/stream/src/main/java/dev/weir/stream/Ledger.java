package dev.weir.stream;

import java.util.EnumMap;
import java.util.Map;

/**
 * Keeps the books. Written by the stream threads, read by anyone; one lock, so that a reader never
 * sees half an entry.
 */
final class Ledger {
  private final Map<DropCause, Long> dropped = new EnumMap<>(DropCause.class);
  private long in;
  private long masks;
  private long dead;

  synchronized void received() {
    in++;
  }

  synchronized void masked() {
    masks++;
  }

  synchronized void dropped(DropCause cause) {
    dropped.merge(cause, 1L, Long::sum);
  }

  synchronized void died() {
    dead++;
  }

  /** A record that did not even become a frame. */
  synchronized void bornDead() {
    in++;
    dead++;
  }

  /** Frames that were taken and not finished: whoever takes the partition over reads them again. */
  synchronized void givenBack(int frames) {
    in -= frames;
  }

  synchronized SegmenterBooks books() {
    return new SegmenterBooks(in, masks, dropped, dead);
  }
}
