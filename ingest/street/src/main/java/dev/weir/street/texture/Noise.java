package dev.weir.street.texture;

/** A square of levels 0 to 255 that tiles without seams. Immutable. */
public final class Noise {
  public static final int SIZE = 256;
  public static final int MASK = SIZE - 1;

  /** Independent grains: asphalt, stone. */
  public static final Noise GRAIN = sum(11, 128, 2);

  /** Soft patches with some detail: repairs in the road, clouds, foliage. */
  public static final Noise PATCHES = sum(23, 4, 6);

  private final byte[] levels;

  private Noise(byte[] levels) {
    this.levels = levels;
  }

  /** The level at a texel; coordinates wrap. */
  public int at(int u, int v) {
    return levels[(v & MASK) * SIZE + (u & MASK)] & 255;
  }

  /** All levels by rows, for loops that cannot afford a call; read only. */
  public byte[] levels() {
    return levels;
  }

  private static Noise sum(long seed, int coarsest, int octaves) {
    double[] total = new double[SIZE * SIZE];
    double weight = 1;
    for (int octave = 0; octave < octaves; octave++) {
      add(total, seed + octave, coarsest << octave, weight);
      weight *= 0.55;
    }
    return new Noise(stretched(total));
  }

  private static void add(double[] total, long seed, int cells, double weight) {
    for (int v = 0; v < SIZE; v++) {
      for (int u = 0; u < SIZE; u++) {
        double x = (double) u * cells / SIZE;
        double y = (double) v * cells / SIZE;
        int x0 = (int) x;
        int y0 = (int) y;
        double fx = smooth(x - x0);
        double fy = smooth(y - y0);
        double low = knot(seed, x0, y0, cells) * (1 - fx) + knot(seed, x0 + 1, y0, cells) * fx;
        double high =
            knot(seed, x0, y0 + 1, cells) * (1 - fx) + knot(seed, x0 + 1, y0 + 1, cells) * fx;
        total[v * SIZE + u] += weight * (low * (1 - fy) + high * fy);
      }
    }
  }

  private static double knot(long seed, int x, int y, int cells) {
    return (SeededRandom.hash(seed, x % cells, y % cells) >>> 11) * 0x1p-53;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static byte[] stretched(double[] total) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (double value : total) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    byte[] levels = new byte[total.length];
    for (int i = 0; i < total.length; i++) {
      levels[i] = (byte) Math.round(255 * (total[i] - low) / (high - low));
    }
    return levels;
  }
}
