package dev.weir.street;

/** Arithmetic of colours 0xRRGGBB. */
final class Colour {
  private Colour() {}

  /** Brighter (above 1) or darker (below 1), clipped. */
  static int shade(int rgb, double factor) {
    int f = (int) (factor * 256);
    int r = Math.min(255, (((rgb >> 16) & 255) * f) >> 8);
    int g = Math.min(255, (((rgb >> 8) & 255) * f) >> 8);
    int b = Math.min(255, ((rgb & 255) * f) >> 8);
    return (r << 16) | (g << 8) | b;
  }

  /** {@code a} at 0, {@code b} at 256. */
  static int mix(int a, int b, int weight) {
    int keep = 256 - weight;
    int redBlue = (((a & 0xFF00FF) * keep + (b & 0xFF00FF) * weight) >>> 8) & 0xFF00FF;
    int green = (((a & 0x00FF00) * keep + (b & 0x00FF00) * weight) >>> 8) & 0x00FF00;
    return redBlue | green;
  }
}
