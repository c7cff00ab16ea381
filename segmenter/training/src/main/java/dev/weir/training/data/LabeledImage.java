package dev.weir.training.data;

/**
 * A picture and the class of each of its pixels. The arrays are shared, not copied: nobody writes
 * to them.
 *
 * @param name of the file, or of what stands for it
 * @param width in pixels
 * @param height in pixels
 * @param bgr width x height x 3 bytes, rows from the top, blue first
 * @param labels width x height bytes, rows from the top: a class, or {@link #VOID}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; a copy of each would cost more than it guards
public record LabeledImage(String name, int width, int height, byte[] bgr, byte[] labels) {
  /** The label of a pixel that has no class: neither learnt from nor scored. */
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
