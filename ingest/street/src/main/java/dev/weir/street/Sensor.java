package dev.weir.street;

/** What the camera adds: less light in the corners, and noise that is new in every frame. */
final class Sensor {
  private static final int CORNER = 46; // of 256

  private final int[] vignette;
  private final Noise grain;
  private final long seed;
  private final int strength;

  Sensor(long seed, int width, int height) {
    this.seed = seed;
    this.grain = Noise.grain(seed);
    this.strength = 9 + Hash.below(8, seed, 3, 77);
    this.vignette = new int[width * height];
    for (int y = 0; y < height; y++) {
      double v = 2 * (y + 0.5) / height - 1;
      for (int x = 0; x < width; x++) {
        double u = 2 * (x + 0.5) / width - 1;
        vignette[y * width + x] = 256 - (int) (CORNER * (u * u + v * v) / 2);
      }
    }
  }

  /** From the canvas to pixels, blue green red. */
  void expose(Canvas canvas, double seconds, byte[] bgr) {
    long moment = Hash.mix(seed, Double.doubleToLongBits(seconds), 5);
    int shiftX = (int) (moment & 255);
    int shiftY = (int) ((moment >> 8) & 255);
    int out = 0;
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        int i = y * canvas.width + x;
        int rgb = canvas.rgb[i];
        int light = vignette[i];
        int noise = ((grain.at(x + shiftX, y + shiftY) - 128) * strength) >> 7;
        int tint = ((grain.at(y + shiftX, x - shiftY) - 128) * strength) >> 9;
        bgr[out++] = clip((((rgb & 255) * light) >> 8) + noise + tint);
        bgr[out++] = clip(((((rgb >> 8) & 255) * light) >> 8) + noise);
        bgr[out++] = clip((((rgb >> 16) * light) >> 8) + noise - tint);
      }
    }
  }

  private static byte clip(int value) {
    return (byte) (value < 0 ? 0 : Math.min(value, 255));
  }
}
