package dev.weir.street;

/** A tile of grain that repeats every {@value #SIDE} in both directions, 0 to 255. */
final class Noise {
  static final int SIDE = 256;
  private static final int MASK = SIDE - 1;

  private final byte[] tile = new byte[SIDE * SIDE];

  private Noise() {}

  /** Blotches: four octaves of value noise. */
  static Noise soft(long seed) {
    Noise noise = new Noise();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double sum = 0;
        for (int octave = 0; octave < 4; octave++) {
          int cell = 32 >> octave;
          sum += lattice(seed + octave, x, y, cell) * (1 << (3 - octave));
        }
        noise.tile[y * SIDE + x] = (byte) (sum / 15 * 255);
      }
    }
    return noise;
  }

  /** Grain of a sensor: each value for itself, a bell around 128. */
  static Noise grain(long seed) {
    Noise noise = new Noise();
    for (int i = 0; i < SIDE * SIDE; i++) {
      double bell =
          Hash.unit(seed, i, 1)
              + Hash.unit(seed, i, 2)
              + Hash.unit(seed, i, 3)
              + Hash.unit(seed, i, 4);
      noise.tile[i] = (byte) (bell * 63.75);
    }
    return noise;
  }

  private static double lattice(long seed, int x, int y, int cell) {
    int cells = SIDE / cell;
    int cx = x / cell;
    int cy = y / cell;
    double fx = smooth((x % cell) / (double) cell);
    double fy = smooth((y % cell) / (double) cell);
    int nx = (cx + 1) % cells;
    int ny = (cy + 1) % cells;
    double top = Hash.unit(seed, cx, cy) * (1 - fx) + Hash.unit(seed, nx, cy) * fx;
    double bottom = Hash.unit(seed, cx, ny) * (1 - fx) + Hash.unit(seed, nx, ny) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  /** The value at a place, 0 to 255. */
  int at(int x, int y) {
    return tile[(y & MASK) * SIDE + (x & MASK)] & 255;
  }
}
