package dev.weir.inference.onnxruntime;

/**
 * Decides when ONNX Runtime should free memory. It keeps whatever its largest run took, and
 * allocating that again slows the next large run. So memory is freed only after a single unusually
 * large frame, or when large frames have not come for a while. Thread-safe.
 */
final class ExcessMemory {
  /** Frames up to this many pixels never count as unusually large. */
  private static final long SMALL = 4_200_000;

  private static final int STANDS_OUT = 4;
  private static final int OFTEN = 32;

  private long before;
  private long largest;
  private int smaller;

  /** Returns whether to free unused memory after a run of this many pixels. */
  synchronized boolean after(long pixels) {
    boolean alone = before > 0 && pixels > SMALL && pixels >= STANDS_OUT * before;
    before = pixels;
    if (alone) {
      smaller = 0;
      return true; // if more frames of this size follow, they become the usual size
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
