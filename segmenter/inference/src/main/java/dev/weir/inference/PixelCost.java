package dev.weir.inference;

/**
 * What a frame costs an inference, for each of its pixels, while it runs; and how large frames are
 * that it is meant for.
 *
 * @param heapBytes of Java's heap
 * @param nativeBytes beside it
 * @param usualPixels frames of more take so long that they hold up the others of their partition
 * @param mostPixels frames of more do not fit into its buffers, whatever the memory
 */
public record PixelCost(long heapBytes, long nativeBytes, long usualPixels, long mostPixels) {
  /** 8K, 7680x4320, and some more: no camera that streams sends larger pictures. */
  static final long USUAL = 36_000_000;

  private static final int CHANNELS = 3;

  /** Of the frame: as it comes, its channels apart, and these as floats. */
  private static final int FRAME_BYTES = 24;

  /** Bytes of the scores of a pixel's classes, each a float. */
  private static final int SCORE_BYTES = Float.BYTES;

  public PixelCost {
    if (heapBytes < 0 || nativeBytes < 1 || usualPixels < 1 || mostPixels < 1) {
      throw new IllegalArgumentException(
          "pixel cost of %d and %d bytes, %d and %d pixels: expected each at least 1, or 0 of heap"
              .formatted(heapBytes, nativeBytes, usualPixels, mostPixels));
    }
  }

  /** Of the frame once through a network: its classes' scores are enlarged to the frame's size. */
  public static PixelCost ofNetwork(int classes) {
    return new PixelCost(
        0, FRAME_BYTES + (long) SCORE_BYTES * classes, USUAL, Integer.MAX_VALUE / CHANNELS);
  }

  /**
   * Of that and more, whose scores lie in a buffer of one number's length.
   *
   * @param heapScores how many scores of each class and pixel lie in the heap
   * @param nativeScores how many lie beside it, without the network's own
   */
  public PixelCost andScores(int classes, int heapScores, int nativeScores, long usual) {
    long each = (long) SCORE_BYTES * classes;
    return new PixelCost(
        heapBytes + heapScores * each,
        nativeBytes + nativeScores * each,
        Math.min(usual, usualPixels),
        Integer.MAX_VALUE / each);
  }
}
