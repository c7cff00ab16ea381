package dev.weir.stream;

/**
 * Keeps the books. Written by the stream threads, read by anyone; one lock, so that a reader never
 * sees half an entry.
 */
final class Ledger {
  private long in;
  private long masks;
  private long dropped;
  private long dead;

  synchronized void received() {
    in++;
  }

  synchronized void masked() {
    masks++;
  }

  synchronized void dropped() {
    dropped++;
  }

  synchronized void died() {
    dead++;
  }

  /** A record that did not even become a frame. */
  synchronized void bornDead() {
    in++;
    dead++;
  }

  synchronized SegmenterBooks books() {
    return new SegmenterBooks(in, masks, dropped, dead);
  }
}
