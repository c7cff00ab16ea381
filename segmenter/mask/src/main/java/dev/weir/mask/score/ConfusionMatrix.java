package dev.weir.mask.score;

/**
 * How often each true class was taken for each class; from it the scores of the field (Long,
 * Shelhamer, Darrell 2015, section 5). Pixels whose truth is no class (void) are not counted. Not
 * thread-safe.
 */
public final class ConfusionMatrix {
  private final int classes;
  private final long[] counts; // [truth * classes + predicted]

  /** An empty matrix of {@code classes} × {@code classes}. */
  public ConfusionMatrix(int classes) {
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException(
          "confusion matrix of %d classes: expected 1 to 256".formatted(classes));
    }
    this.classes = classes;
    this.counts = new long[classes * classes];
  }

  /**
   * Counts the pixels of one picture.
   *
   * @param truth the true class of each pixel; values from {@code classes} up are void
   * @param predicted the class given to each pixel
   * @throws IllegalArgumentException if the lengths differ or a predicted value is no class
   */
  public void add(byte[] truth, byte[] predicted) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "%d true and %d predicted classes: expected as many of each"
              .formatted(truth.length, predicted.length));
    }
    for (int i = 0; i < truth.length; i++) {
      int t = truth[i] & 0xFF;
      int p = predicted[i] & 0xFF;
      if (p >= classes) {
        throw new IllegalArgumentException(
            "predicted class %d at pixel %d: expected 0 to %d".formatted(p, i, classes - 1));
      }
      if (t < classes) {
        counts[t * classes + p]++;
      }
    }
  }

  /** Adds another matrix's counts to these. */
  public void add(ConfusionMatrix other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "confusion matrix of %d classes: expected %d".formatted(other.classes, classes));
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Pixels of true class {@code truth} that were taken for {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth * classes + predicted];
  }

  /**
   * Intersection over union of one class: pixels that are and were taken for it, over pixels that
   * are or were. NaN if there is no such pixel.
   */
  public double iou(int c) {
    long intersection = count(c, c);
    long union = -intersection;
    for (int k = 0; k < classes; k++) {
      union += count(c, k) + count(k, c);
    }
    return union == 0 ? Double.NaN : (double) intersection / union;
  }

  /** The mean of the classes' IoU, over those that occur; NaN if none does. */
  public double meanIou() {
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < classes; c++) {
      double iou = iou(c);
      if (!Double.isNaN(iou)) {
        sum += iou;
        occurring++;
      }
    }
    return sum / occurring;
  }

  /** The share of pixels whose class is right; NaN if there are none. */
  public double accuracy() {
    long right = 0;
    long all = 0;
    for (int t = 0; t < classes; t++) {
      right += count(t, t);
      for (int p = 0; p < classes; p++) {
        all += count(t, p);
      }
    }
    return (double) right / all;
  }
}
