package dev.weir.inference;

/**
 * The memory that each pixel of a frame takes during inference, and the frame sizes that an
 * inference supports.
 *
 * @param heapBytes bytes of Java heap per pixel
 * @param nativeBytes bytes of native memory per pixel
 * @param usualPixels larger frames take so long that they delay their partition
 * @param mostPixels larger frames do not fit the buffers, however much memory there is
 */
public record PixelCost(long heapBytes, long nativeBytes, long usualPixels, long mostPixels) {
  /** A little more than 8K, 7680x4320: streaming cameras do not send larger images. */
  static final long USUAL = 36_000_000;

  private static final int CHANNELS = 3;

  /** Bytes per pixel of a frame: interleaved, planar, and planar as floats. */
  private static final int FRAME_BYTES = 24;

  /** Bytes of one class score of a pixel, a float. */
  private static final int SCORE_BYTES = Float.BYTES;

  public PixelCost {
    if (heapBytes < 0 || nativeBytes < 1 || usualPixels < 1 || mostPixels < 1) {
      throw new IllegalArgumentException(
          "pixel cost of %d and %d bytes, %d and %d pixels: expected each at least 1, or 0 of heap"
              .formatted(heapBytes, nativeBytes, usualPixels, mostPixels));
    }
  }

  /**
   * Returns the cost of one pass through a network whose class scores are upsampled to the frame's
   * size.
   */
  public static PixelCost ofNetwork(int classes) {
    return new PixelCost(
        0, FRAME_BYTES + (long) SCORE_BYTES * classes, USUAL, Integer.MAX_VALUE / CHANNELS);
  }

  /**
   * Returns this cost plus additional scores. Each score buffer is indexed by an int.
   *
   * @param heapScores additional scores per class and pixel on the heap
   * @param nativeScores additional scores per class and pixel in native memory, without the
   *     network's own
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
