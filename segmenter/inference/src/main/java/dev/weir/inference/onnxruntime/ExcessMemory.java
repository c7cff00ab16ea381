package dev.weir.inference.onnxruntime;

/**
 * Tells when a runtime holds more memory than its frames need: ONNX Runtime keeps whatever its
 * largest run took. Giving it back costs the next large run the time to take it again, so it is
 * done only after a frame that stands out, or when large frames have not come for a while.
 * Thread-safe.
 */
final class ExcessMemory {
  /** Up to this many pixels nothing stands out. */
  private static final long SMALL = 4_200_000;

  private static final int STANDS_OUT = 4;
  private static final int OFTEN = 32;

  private long before;
  private long largest;
  private int smaller;

  /** Whether the run of so many pixels should give back what is free after it. */
  synchronized boolean after(long pixels) {
    boolean alone = before > 0 && pixels > SMALL && pixels >= STANDS_OUT * before;
    before = pixels;
    if (alone) {
      smaller = 0;
      return true; // if more of its kind come, they are the usual ones
    }
    if (pixels >= largest / 2 || largest <= SMALL) {
      largest = Math.max(largest, pixels);
      smaller = 0;
      return false;
    }
    if (++smaller < OFTEN) {
      return false;
    }
    largest = pixels;
    smaller = 0;
    return true;
  }
}
