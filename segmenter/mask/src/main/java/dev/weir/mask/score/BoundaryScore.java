package dev.weir.mask.score;

/**
 * Boundary IoU (Cheng, Girshick, Dollár, Berg, Kirillov, CVPR 2021, equation 2): the IoU of those
 * pixels of a class alone that lie within a distance of its contour. A large thing's inside, which
 * is easy, counts nothing there.
 *
 * <p>The distance is counted as in the authors' code: {@code d} erosions by a square of 3×3, {@code
 * d} the given share of the picture's diagonal; the picture's border is a contour. Pixels whose
 * truth is no class (void) are not counted, and a contour against them is none: nobody knows
 * whether there is one. Not thread-safe.
 */
public final class BoundaryScore {
  /** The share of the diagonal that the paper recommends for pictures of common size. */
  public static final double DISTANCE = 0.02;

  private static final int NONE = -1;

  private final int classes;
  private final double distance;
  private final long[] both;
  private final long[] either;

  /**
   * Of nothing yet.
   *
   * @param classes 1 to 256
   * @param distance share of the diagonal, above 0
   */
  public BoundaryScore(int classes, double distance) {
    if (classes < 1 || classes > 256 || !(distance > 0)) {
      throw new IllegalArgumentException(
          "boundary IoU of %d classes at a distance of %s: expected 1 to 256, and above 0"
              .formatted(classes, distance));
    }
    this.classes = classes;
    this.distance = distance;
    this.both = new long[classes];
    this.either = new long[classes];
  }

  /**
   * Counts the pixels of one picture.
   *
   * @param truth the true class of each pixel, rows top-down; values from {@code classes} up are
   *     void
   * @param predicted the class given to each pixel
   * @throws IllegalArgumentException if the lengths differ or are not {@code width}'s
   */
  public void add(byte[] truth, byte[] predicted, int width) {
    if (truth.length != predicted.length || width < 1 || truth.length % width != 0) {
      throw new IllegalArgumentException(
          "%d true and %d predicted classes at width %d: expected as many of each, in whole rows"
              .formatted(truth.length, predicted.length, width));
    }
    int height = truth.length / width;
    int reach = Math.max(1, (int) Math.round(distance * Math.hypot(width, height)));
    int[] real = new int[truth.length];
    int[] found = new int[truth.length];
    for (int i = 0; i < truth.length; i++) {
      boolean known = (truth[i] & 0xFF) < classes;
      real[i] = known ? truth[i] & 0xFF : NONE;
      found[i] = known ? predicted[i] & 0xFF : NONE;
    }
    boolean[] realEdge = nearContour(real, width, height, reach);
    boolean[] foundEdge = nearContour(found, width, height, reach);
    for (int i = 0; i < real.length; i++) {
      int r = realEdge[i] ? real[i] : NONE;
      int f = foundEdge[i] ? found[i] : NONE;
      if (r != NONE) {
        either[r]++;
      }
      if (f != NONE && f == r) {
        both[f]++;
      } else if (f != NONE) {
        either[f]++;
      }
    }
  }

  /** Pixels with another class, or the picture's border, within the reach. */
  private static boolean[] nearContour(int[] labels, int width, int height, int reach) {
    int[] least = new int[labels.length];
    int[] max = new int[labels.length];
    for (int y = 0; y < height; y++) { // rows first, columns then: a square's extremes
      for (int x = 0; x < width; x++) {
        int low = Integer.MAX_VALUE;
        int high = NONE;
        for (int k = Math.max(0, x - reach); k <= Math.min(width - 1, x + reach); k++) {
          int label = labels[y * width + k];
          low = label == NONE ? low : Math.min(low, label);
          high = Math.max(high, label);
        }
        least[y * width + x] = low;
        max[y * width + x] = high;
      }
    }
    boolean[] near = new boolean[labels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean border = x < reach || y < reach || x >= width - reach || y >= height - reach;
        int i = y * width + x;
        near[i] = labels[i] != NONE && (border || differs(least, max, i, y, width, height, reach));
      }
    }
    return near;
  }

  private static boolean differs(
      int[] least, int[] max, int i, int y, int width, int height, int reach) {
    int low = Integer.MAX_VALUE;
    int high = NONE;
    int x = i % width;
    for (int k = Math.max(0, y - reach); k <= Math.min(height - 1, y + reach); k++) {
      low = Math.min(low, least[k * width + x]);
      high = Math.max(high, max[k * width + x]);
    }
    return low != high;
  }

  /** Boundary IoU of one class, 0 to 1; NaN if it neither occurs nor was found. */
  public double iou(int c) {
    return either[c] == 0 ? Double.NaN : (double) both[c] / either[c];
  }

  /** The mean over the classes that occur or were found; NaN if there is none. */
  public double mean() {
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < classes; c++) {
      if (either[c] > 0) {
        sum += iou(c);
        occurring++;
      }
    }
    return sum / occurring;
  }
}
