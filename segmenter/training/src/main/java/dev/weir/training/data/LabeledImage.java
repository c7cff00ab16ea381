package dev.weir.training.data;

/**
 * An image and the class of each of its pixels. The arrays are shared, not copied: do not change
 * them.
 *
 * @param name the file name, or a name for a generated image
 * @param width in pixels
 * @param height in pixels
 * @param bgr width x height x 3 bytes, rows from top to bottom, blue first
 * @param labels width x height bytes, rows from top to bottom: a class, or {@link #VOID}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared, and copying the arrays would be expensive
public record LabeledImage(String name, int width, int height, byte[] bgr, byte[] labels) {
  /** The label of a pixel without a class. It is used neither for training nor for scores. */
  public static final byte VOID = (byte) 255;

  public LabeledImage {
    if (bgr.length != width * height * 3 || labels.length != width * height) {
      throw new DataException(
          "%s: %d bytes of picture and %d of labels for %dx%d: expected %d and %d"
              .formatted(
                  name,
                  bgr.length,
                  labels.length,
                  width,
                  height,
                  width * height * 3,
                  width * height));
    }
  }
}
