package dev.weir.street.paint;

import dev.weir.street.scene.StreetClass;
import dev.weir.street.texture.Rgb;
import java.util.Arrays;

/**
 * Pixels with color and class in one {@code int}: class &lt;&lt; 24 | 0xRRGGBB. A pixel belongs to
 * a shape if its center does. Not thread-safe.
 */
public final class Canvas {
  private final int width;
  private final int height;
  private final int[] pixels;
  private final double[] from;
  private final double[] to;

  public Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
    from = new double[height];
    to = new double[height];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** All pixels by rows, for painters to write to. */
  public int[] pixels() {
    return pixels;
  }

  /** The first pixel whose center is at or after a coordinate. */
  static int first(double at) {
    return (int) Math.ceil(Math.max(-1e6, Math.min(1e6, at)) - 0.5);
  }

  /** A convex shape with a color gradient from top to bottom. */
  void fill(double[] columns, double[] rows, int count, StreetClass shows, int top, int bottom) {
    double low = min(rows, count);
    double high = max(rows, count);
    int y0 = Math.max(0, first(low));
    int y1 = Math.min(height, first(high));
    trace(columns, rows, count, y0, y1);
    int label = shows.index() << 24;
    for (int y = y0; y < y1; y++) {
      int color =
          top == bottom
              ? top
              : Rgb.mix(top, bottom, ((int) ((y - low) * 256 / (high - low))) & 255);
      run(y, label | color);
    }
  }

  /** Darkens a convex shape: a shadow, which does not change classes. */
  void darken(double[] columns, double[] rows, int count, int weight) {
    darken(columns, rows, count, weight, -1);
  }

  /** The same, but only on pixels of one class. */
  void darkenOnly(double[] columns, double[] rows, int count, int weight, StreetClass shows) {
    darken(columns, rows, count, weight, shows.index());
  }

  private void darken(double[] columns, double[] rows, int count, int weight, int only) {
    int y0 = Math.max(0, first(min(rows, count)));
    int y1 = Math.min(height, first(max(rows, count)));
    trace(columns, rows, count, y0, y1);
    for (int y = y0; y < y1; y++) {
      int end = y * width + Math.min(width, first(to[y]));
      for (int at = y * width + Math.max(0, first(from[y])); at < end; at++) {
        int label = pixels[at] >>> 24;
        if (only < 0 || label == only) {
          pixels[at] = (label << 24) | Rgb.scale(pixels[at] & 0xFFFFFF, weight);
        }
      }
    }
  }

  /** An upright rectangle in one color. */
  void rect(double left, double top, double right, double bottom, StreetClass shows, int rgb) {
    int y1 = Math.min(height, first(bottom));
    int x0 = Math.max(0, first(left));
    int x1 = Math.min(width, first(right));
    for (int y = Math.max(0, first(top)); y < y1 && x0 < x1; y++) {
      Arrays.fill(pixels, y * width + x0, y * width + x1, (shows.index() << 24) | rgb);
    }
  }

  /** An upright ellipse with a color gradient from top to bottom. */
  void ellipse(
      double column,
      double row,
      double across,
      double down,
      StreetClass shows,
      int top,
      int bottom) {
    int y0 = Math.max(0, first(row - down));
    int y1 = Math.min(height, first(row + down));
    for (int y = y0; y < y1; y++) {
      double t = (y + 0.5 - row) / down;
      double half = across * Math.sqrt(Math.max(0, 1 - t * t));
      from[y] = column - half;
      to[y] = column + half;
      run(y, (shows.index() << 24) | Rgb.mix(top, bottom, (int) (128 + 127 * t)));
    }
  }

  private void run(int y, int pixel) {
    int x0 = Math.max(0, first(from[y]));
    int x1 = Math.min(width, first(to[y]));
    if (x0 < x1) {
      Arrays.fill(pixels, y * width + x0, y * width + x1, pixel);
    }
  }

  private void trace(double[] columns, double[] rows, int count, int y0, int y1) {
    for (int y = y0; y < y1; y++) {
      from[y] = Double.MAX_VALUE;
      to[y] = -Double.MAX_VALUE;
    }
    for (int i = 0; i < count; i++) {
      int next = i + 1 == count ? 0 : i + 1;
      boolean down = rows[i] < rows[next];
      int a = down ? i : next;
      int b = down ? next : i;
      int end = Math.min(y1, first(rows[b]));
      double slope = (columns[b] - columns[a]) / (rows[b] - rows[a]);
      for (int y = Math.max(y0, first(rows[a])); y < end; y++) {
        double at = columns[a] + (y + 0.5 - rows[a]) * slope;
        from[y] = Math.min(from[y], at);
        to[y] = Math.max(to[y], at);
      }
    }
  }

  private static double min(double[] values, int count) {
    double least = values[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, values[i]);
    }
    return least;
  }

  private static double max(double[] values, int count) {
    double max = values[0];
    for (int i = 1; i < count; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }
}
