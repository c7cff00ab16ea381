package dev.weir.street.paint;

import dev.weir.street.scene.Lighting;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.texture.Noise;
import dev.weir.street.texture.Rgb;
import dev.weir.street.texture.SeededRandom;

/** Fills the rest of the picture with sky: haze at the bottom, clouds on a flat ceiling. */
public final class SkyPainter {
  private static final int SHADES = 64;

  private final int drift;

  public SkyPainter(long seed) {
    drift = (int) SeededRandom.hash(seed, 2, 0) & 0xFFFF;
  }

  /**
   * Paints the sky.
   *
   * @param skyline per column, the first row that is not sky
   * @param seconds clouds drift
   */
  public void paint(PaintContext context, int[] skyline, double seconds) {
    Canvas canvas = context.canvas();
    int lowest = 0;
    for (int row : skyline) {
      lowest = Math.max(lowest, Math.min(row, canvas.height()));
    }
    int[] shades = new int[SHADES];
    for (int y = 0; y < lowest; y++) {
      if (context.plain()) {
        plainRow(context.canvas(), skyline, y);
      } else {
        row(context, skyline, seconds, y, shades);
      }
    }
  }

  private static void plainRow(Canvas canvas, int[] skyline, int y) {
    int at = y * canvas.width();
    for (int x = 0; x < canvas.width(); x++) {
      if (y < skyline[x]) {
        canvas.pixels()[at + x] = StreetClass.SKY.index() << 24;
      }
    }
  }

  private void row(PaintContext context, int[] skyline, double seconds, int y, int[] shades) {
    Viewpoint camera = context.camera();
    int width = context.canvas().width();
    double rise = Math.max(0.012, (camera.horizon() - y - 0.5) / camera.focal());
    shades(context.light(), rise, shades);
    // A ceiling: clouds low in the sky are far away and small.
    double far = 62 / (rise + 0.16);
    int v = (int) (far * 256) + (int) (seconds * 180 % 65536) + drift * 64;
    int step = (int) (far * 256 / camera.focal());
    int u = ((int) ((0.5 - camera.centre()) * step)) + drift * 256;
    byte[] patches = Noise.PATCHES.levels();
    int line = ((v >> 8) & Noise.MASK) * Noise.SIZE;
    int below = (((v >> 8) + 1) & Noise.MASK) * Noise.SIZE;
    int part = v & 255;
    int[] pixels = context.canvas().pixels();
    int at = y * width;
    int label = StreetClass.SKY.index() << 24;
    for (int x = 0; x < width; x++, u += step) {
      if (y < skyline[x]) {
        int column = (u >> 8) & Noise.MASK;
        int next = (column + 1) & Noise.MASK;
        int upper =
            (patches[line + column] & 255) * (256 - part) + (patches[below + column] & 255) * part;
        int right =
            (patches[line + next] & 255) * (256 - part) + (patches[below + next] & 255) * part;
        int level = upper * (256 - (u & 255)) + right * (u & 255);
        pixels[at + x] = label | shades[(level >> 18) & (SHADES - 1)];
      }
    }
  }

  private static void shades(Lighting light, double rise, int[] shades) {
    int clear = Rgb.mix(light.haze(), light.zenith(), (int) (256 * (1 - Math.exp(-rise * 3.2))));
    double edge = 1 - light.clouds();
    double thin = Math.min(1, rise * 4);
    for (int i = 0; i < SHADES; i++) {
      double cover = Math.max(0, Math.min(1, (i / 63.0 - edge + 0.12) * 2.6)) * thin;
      int cloud = Rgb.mix(0xF4F4F2, 0xB4BAC2, (int) (256 * Math.min(1, cover * cover * 0.75)));
      shades[i] = Rgb.mix(clear, cloud, (int) (225 * cover));
    }
  }
}
