package dev.weir.mask.score;

/**
 * Counts how often each true class was predicted as each class, and computes the standard scores
 * from it (Long, Shelhamer, Darrell 2015, section 5). Void pixels, whose truth is not a class, are
 * not counted. Not thread-safe.
 */
public final class ConfusionMatrix {
  private final int classes;
  private final long[] counts; // [truth * classes + predicted]

  /** Creates an empty matrix of {@code classes} × {@code classes}. */
  public ConfusionMatrix(int classes) {
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException(
          "confusion matrix of %d classes: expected 1 to 256".formatted(classes));
    }
    this.classes = classes;
    this.counts = new long[classes * classes];
  }

  /**
   * Counts the pixels of one image.
   *
   * @param truth the true class of each pixel; values from {@code classes} up are void
   * @param predicted the predicted class of each pixel
   * @throws IllegalArgumentException if the lengths differ or a predicted value is not a class
   */
  public void add(byte[] truth, byte[] predicted) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "%d true and %d predicted classes: expected the same number of each"
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

  /**
   * Returns the number of pixels of true class {@code truth} that were predicted as {@code
   * predicted}.
   */
  public long count(int truth, int predicted) {
    return counts[truth * classes + predicted];
  }

  /**
   * Returns the intersection over union of one class; NaN if the class was neither present nor
   * predicted.
   */
  public double iou(int c) {
    long intersection = count(c, c);
    long union = -intersection;
    for (int k = 0; k < classes; k++) {
      union += count(c, k) + count(k, c);
    }
    return union == 0 ? Double.NaN : (double) intersection / union;
  }

  /** Returns the mean IoU over the classes with an IoU; NaN if there is none. */
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

  /** Returns the fraction of pixels whose class is correct; NaN if there are no pixels. */
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
