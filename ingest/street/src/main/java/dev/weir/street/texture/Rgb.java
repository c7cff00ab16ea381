package dev.weir.street.texture;

/** Arithmetic on colors packed as 0xRRGGBB; weights are 0 to 256. */
public final class Rgb {
  private static final int RED_BLUE = 0xFF00FF;
  private static final int GREEN = 0x00FF00;

  private Rgb() {}

  static int of(int red, int green, int blue) {
    return (clamp(red) << 16) | (clamp(green) << 8) | clamp(blue);
  }

  static int clamp(int level) {
    return Math.max(0, Math.min(255, level));
  }

  public static int scale(int rgb, int weight) {
    return ((((rgb & RED_BLUE) * weight) >>> 8) & RED_BLUE)
        | ((((rgb & GREEN) * weight) >>> 8) & GREEN);
  }

  /** The first color at weight 0, the second at weight 256. */
  public static int mix(int first, int second, int weight) {
    return scale(first, 256 - weight) + scale(second, weight);
  }

  /** The average of both in each channel; bits above the color are dropped. */
  public static int average(int first, int second) {
    return (first & second & 0xFFFFFF) + (((first ^ second) & 0xFEFEFE) >>> 1);
  }

  /** The same color lighter or darker by {@code steps} levels. */
  public static int lift(int rgb, int steps) {
    return of((rgb >> 16) + steps, ((rgb >> 8) & 255) + steps, (rgb & 255) + steps);
  }
}
