package dev.weir.training.evaluation;

import dev.weir.image.Neighborhood;

/**
 * Boundary IoU (Cheng, Girshick, Dollár, Berg, Kirillov, CVPR 2021, equation 2): the IoU of only
 * those pixels of a class that lie within a given distance of its contour. The interior of large
 * objects, which is easy to segment, does not count.
 *
 * <p>The distance is computed as in the authors' code: {@code d} erosions by a 3×3 square, with
 * {@code d} the given fraction of the image diagonal. The image border counts as a contour. Void
 * pixels, whose truth is not a class, are not counted. A border between a class and void is not a
 * contour, because the true contour there is unknown. Not thread-safe.
 */
public final class BoundaryScore {
  /** The fraction of the diagonal that the paper recommends for images of common size. */
  public static final double DISTANCE = 0.02;

  private static final int NONE = -1;

  private final int classes;
  private final double distance;
  private final long[] both;
  private final long[] either;

  /**
   * Creates an empty score.
   *
   * @param classes number of classes, 1 to 256
   * @param distance fraction of the diagonal, above 0
   */
  public BoundaryScore(int classes, double distance) {
    if (classes < 1 || classes > 256 || !(distance > 0)) {
      throw new IllegalArgumentException(
          "boundary IoU of %d classes at a distance of %s: expected 1 to 256 classes and a distance above 0"
              .formatted(classes, distance));
    }
    this.classes = classes;
    this.distance = distance;
    this.both = new long[classes];
    this.either = new long[classes];
  }

  /**
   * Counts the pixels of one image.
   *
   * @param truth the true class of each pixel, rows from top to bottom; values from {@code classes}
   *     up are void
   * @param predicted the predicted class of each pixel
   * @throws IllegalArgumentException if the lengths differ or are not a multiple of {@code width}
   */
  public void add(byte[] truth, byte[] predicted, int width) {
    if (truth.length != predicted.length || width < 1 || truth.length % width != 0) {
      throw new IllegalArgumentException(
          "%d true and %d predicted classes at width %d: expected the same number of each, in whole rows"
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

  /** Marks the pixels that have another class, or the image border, within reach. */
  private static boolean[] nearContour(int[] labels, int width, int height, int reach) {
    float[] values = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      values[i] = labels[i];
    }
    float[] highest = Neighborhood.highest(values, width, reach); // void is below every class
    for (int i = 0; i < labels.length; i++) {
      values[i] = labels[i] == NONE ? Float.MAX_VALUE : labels[i];
    }
    float[] lowest = Neighborhood.lowest(values, width, reach); // void is above every class
    boolean[] near = new boolean[labels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean border = x < reach || y < reach || x >= width - reach || y >= height - reach;
        int i = y * width + x;
        near[i] = labels[i] != NONE && (border || lowest[i] != highest[i]);
      }
    }
    return near;
  }

  /**
   * Returns the boundary IoU of one class, 0 to 1; NaN if the class was neither present nor
   * predicted.
   */
  public double iou(int c) {
    return either[c] == 0 ? Double.NaN : (double) both[c] / either[c];
  }

  /** Returns the mean over the classes that were present or predicted; NaN if there is none. */
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
