package dev.weir.training.augment;

import java.util.random.RandomGenerator;

/**
 * One change of light and color: saturation, then contrast around the middle, brightness and a
 * shift of each channel, clipped to the range of a sensor. Immutable.
 */
final class ColorJitter {
  private static final int FRACTION_BITS = 8;
  private static final int ONE = 1 << FRACTION_BITS;
  private static final double MIDDLE = 0.42;

  private final int saturation;
  private final byte[][] curves = new byte[3][256];

  private ColorJitter(double saturation, double contrast, double[] shift) {
    this.saturation = (int) Math.round(saturation * ONE);
    for (int c = 0; c < 3; c++) {
      for (int v = 0; v < 256; v++) {
        double changed = (v / 255.0 - MIDDLE) * contrast + MIDDLE + shift[c];
        curves[c][v] = (byte) Math.round(255 * Math.max(0, Math.min(1, changed)));
      }
    }
  }

  static ColorJitter random(Augmentation how, RandomGenerator random) {
    double saturation = 1 + how.saturation() * between(random);
    double contrast = 1 + how.contrast() * between(random);
    double brightness = how.brightness() * between(random);
    double[] shift = new double[3];
    for (int c = 0; c < 3; c++) {
      shift[c] = brightness + how.color() * between(random);
    }
    return new ColorJitter(saturation, contrast, shift);
  }

  /** Writes the changed pixel, red first. */
  void write(int red, int green, int blue, byte[] rgb, int at) {
    // Rec. 601 luma.
    int gray = (77 * red + 150 * green + 29 * blue) >> 8;
    rgb[at] = curves[0][saturated(red, gray)];
    rgb[at + 1] = curves[1][saturated(green, gray)];
    rgb[at + 2] = curves[2][saturated(blue, gray)];
  }

  private int saturated(int value, int gray) {
    int v = gray + (((value - gray) * saturation) >> FRACTION_BITS);
    return Math.max(0, Math.min(255, v));
  }

  private static double between(RandomGenerator random) {
    return random.nextDouble() * 2 - 1;
  }
}
