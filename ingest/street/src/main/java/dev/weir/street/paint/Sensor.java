package dev.weir.street.paint;

import dev.weir.street.texture.Rgb;
import dev.weir.street.texture.SeededRandom;

/** Effects of lens and sensor: slight blur, darker corners, noise. Not thread-safe. */
public final class Sensor {
  private static final int NOISE = 1 << 14;

  /** Headroom at the top of each color, so that noise can be added to all channels at once. */
  private static final int HEADROOM = 20;

  private final int width;
  private final int height;
  private final long seed;
  private final int[] columnGain;
  private final int[] rowGain;
  private final int[] noise;
  private final byte[] red;
  private final byte[] green;
  private final byte[] blue;
  private int[] above;
  private int[] here;
  private int[] below;

  public Sensor(long seed, int width, int height) {
    this.width = width;
    this.height = height;
    this.seed = seed;
    SeededRandom random = SeededRandom.of(seed, 3, 0);
    double dark = random.between(0.1, 0.2);
    double loud = random.between(1.4, 2.6);
    columnGain = gain(width, dark);
    rowGain = gain(height, dark * 0.7);
    noise = new int[NOISE + width];
    for (int i = 0; i < noise.length; i++) {
      double gray = loud * (random.unit() + random.unit() + random.unit() + random.unit() - 2);
      noise[i] =
          (level(gray, loud, random) << 16)
              | (level(gray, loud, random) << 8)
              | level(gray, loud, random);
    }
    double warmth = random.between(-0.025, 0.035);
    red = tone(1 + warmth);
    green = tone(1);
    blue = tone(1 - warmth);
    above = new int[width];
    here = new int[width];
    below = new int[width];
  }

  /** Noise of one channel: mostly shared by all channels, and never below zero. */
  private static int level(double gray, double loud, SeededRandom random) {
    double own = loud * (random.unit() + random.unit() - 1);
    int level = (int) Math.round(HEADROOM / 2.0 + 1.5 * gray + own);
    return Math.max(0, Math.min(HEADROOM, level));
  }

  /** Removes the headroom for noise, and adds contrast, as cameras do. */
  private static byte[] tone(double balance) {
    byte[] tone = new byte[256];
    for (int i = 0; i < 256; i++) {
      double level = Math.max(0, Math.min(1, (i - HEADROOM / 2.0) / (252.0 - HEADROOM) * balance));
      double steep = level * level * (3 - 2 * level);
      tone[i] = (byte) Math.round(255 * (0.62 * level + 0.38 * steep));
    }
    return tone;
  }

  private static int[] gain(int count, double dark) {
    int[] gain = new int[count];
    for (int i = 0; i < count; i++) {
      double off = (i + 0.5) / count * 2 - 1;
      gain[i] = (int) ((256 - HEADROOM) * (1 - dark * off * off * off * off));
    }
    return gain;
  }

  /** Copies the canvas into bytes: three per pixel, blue first. */
  public void expose(Canvas canvas, double seconds, byte[] bgr) {
    int[] pixels = canvas.pixels();
    long draw = SeededRandom.hash(seed, 4, Double.doubleToLongBits(seconds));
    soften(pixels, 0, here);
    System.arraycopy(here, 0, above, 0, width);
    for (int y = 0; y < height; y++) {
      soften(pixels, Math.min(height - 1, y + 1), below);
      draw = SeededRandom.hash(draw, y, 0);
      expose(y, (int) draw & (NOISE - 1));
      write(y, bgr);
      int[] spare = above;
      above = here;
      here = below;
      below = spare;
    }
  }

  /** Each pixel becomes half itself plus a quarter of each neighbor in its row. */
  private void soften(int[] pixels, int y, int[] into) {
    int start = y * width;
    for (int x = 1; x < width - 1; x++) {
      int at = start + x;
      into[x] = Rgb.average(Rgb.average(pixels[at - 1], pixels[at + 1]), pixels[at]);
    }
    into[0] = pixels[start] & 0xFFFFFF;
    into[width - 1] = pixels[start + width - 1] & 0xFFFFFF;
  }

  /** The finished row replaces the row above, which is no longer needed. */
  private void expose(int y, int offset) {
    int row = rowGain[y] * 256 / (256 - HEADROOM);
    for (int x = 0; x < width; x++) {
      int rgb = Rgb.average(Rgb.average(above[x], below[x]), here[x]);
      above[x] = Rgb.scale(rgb, (columnGain[x] * row) >> 8) + noise[offset + x];
    }
  }

  private void write(int y, byte[] bgr) {
    int at = y * width * 3;
    for (int x = 0; x < width; x++, at += 3) {
      int rgb = above[x];
      bgr[at] = blue[rgb & 255];
      bgr[at + 1] = green[(rgb >> 8) & 255];
      bgr[at + 2] = red[(rgb >> 16) & 255];
    }
  }
}
