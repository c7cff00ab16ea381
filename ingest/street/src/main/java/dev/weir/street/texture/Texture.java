package dev.weir.street.texture;

/**
 * A square picture with ever smaller copies, so that distant surfaces do not flicker. Columns are
 * contiguous, from the bottom up, because walls are painted by columns. A texel is 0xFFRRGGBB, or 0
 * if it is empty. Immutable.
 */
public final class Texture {
  public static final int SIZE = 128;

  private final int[][] levels;

  Texture(int[] texels) {
    int count = Integer.numberOfTrailingZeros(SIZE) + 1;
    levels = new int[count][];
    levels[0] = texels;
    for (int level = 1; level < count; level++) {
      levels[level] = halved(levels[level - 1], SIZE >> (level - 1));
    }
  }

  /** The copy whose texels match the area of one pixel, given in texels of the first copy. */
  public static int levelFor(double texelsPerPixel) {
    int level = 0;
    for (double size = 1.4; size < texelsPerPixel && level < 7; size *= 2) {
      level++;
    }
    return level;
  }

  public int[] level(int level) {
    return levels[level];
  }

  private static int[] halved(int[] from, int size) {
    int half = size / 2;
    int[] to = new int[half * half];
    for (int u = 0; u < half; u++) {
      for (int v = 0; v < half; v++) {
        int at = 2 * u * size + 2 * v;
        to[u * half + v] =
            merged(new int[] {from[at], from[at + 1], from[at + size], from[at + size + 1]});
      }
    }
    return to;
  }

  /** The mean of all texels that are not empty; empty if most are empty. */
  private static int merged(int[] texels) {
    int count = 0;
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int texel : texels) {
      if (texel != 0) {
        count++;
        red += (texel >> 16) & 255;
        green += (texel >> 8) & 255;
        blue += texel & 255;
      }
    }
    return count < 2 ? 0 : 0xFF000000 | Rgb.of(red / count, green / count, blue / count);
  }
}
