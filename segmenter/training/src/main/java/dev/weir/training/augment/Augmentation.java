package dev.weir.training.augment;

/**
 * How far a training picture may differ from the original.
 *
 * @param mirror whether every second picture is mirrored
 * @param minScale smallest scale, relative to the working size; 0.25 to 4
 * @param maxScale largest scale; from {@code minScale} to 4. Scales are drawn evenly on a
 *     logarithmic scale
 * @param aspect how far width and height may scale apart: 1 not at all, 1.2 by a fifth; 1 to 2
 * @param brightness largest change of all channels, as a fraction of the range; 0 to 0.5
 * @param contrast largest change of contrast, as a factor's distance from 1; 0 to 0.9
 * @param saturation largest change of saturation, as a factor's distance from 1; 0 to 1
 * @param color largest change of a single channel, as a fraction of the range; 0 to 0.5
 */
public record Augmentation(
    boolean mirror,
    double minScale,
    double maxScale,
    double aspect,
    double brightness,
    double contrast,
    double saturation,
    double color) {
  /** Unchanged pictures. */
  public static final Augmentation NONE = new Augmentation(false, 1, 1, 1, 0, 0, 0, 0);

  public Augmentation {
    within("min-scale", minScale, 0.25, 4);
    within("max-scale", maxScale, minScale, 4);
    within("aspect", aspect, 1, 2);
    within("brightness", brightness, 0, 0.5);
    within("contrast", contrast, 0, 0.9);
    within("saturation", saturation, 0, 1);
    within("color", color, 0, 0.5);
  }

  private static void within(String key, double value, double least, double max) {
    if (!(value >= least && value <= max)) {
      throw new IllegalArgumentException(
          "augmentation %s %s: expected %s to %s".formatted(key, value, least, max));
    }
  }
}
