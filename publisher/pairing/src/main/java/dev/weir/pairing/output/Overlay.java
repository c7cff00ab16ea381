package dev.weir.pairing.output;

import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/**
 * Blends a mask over a picture: {@code pixel = (1 - opacity) * frame + opacity * color}, rounded to
 * the nearest of 256 steps. A mask smaller than the frame is upscaled by nearest neighbor. A class
 * without a color leaves the frame unchanged. Immutable.
 */
final class Overlay {
  private static final int ONE = 256;

  private final ClassMap classes;
  private final int weight;

  /**
   * Creates a blender.
   *
   * @param opacity 0 to 1
   */
  Overlay(ClassMap classes, double opacity) {
    this.classes = classes;
    this.weight = (int) Math.round(opacity * ONE);
  }

  /**
   * Blends the mask's colors into {@code pixels}, in place.
   *
   * @param mask {@code maskWidth * maskHeight} classes, rows top-down
   */
  void blend(Pixels pixels, byte[] mask, int maskWidth, int maskHeight) {
    int width = pixels.width();
    int[] maskX = new int[width];
    for (int x = 0; x < width; x++) {
      maskX[x] = (int) ((long) x * maskWidth / width);
    }
    ByteBuffer bgr = pixels.bgr();
    byte[] row = new byte[width * 3];
    for (int y = 0; y < pixels.height(); y++) {
      int maskRow = (int) ((long) y * maskHeight / pixels.height()) * maskWidth;
      bgr.get(y * row.length, row);
      for (int x = 0; x < width; x++) {
        int c = mask[maskRow + maskX[x]] & 0xFF;
        if (c < classes.size()) {
          tint(row, x * 3, classes.rgb(c));
        }
      }
      bgr.put(y * row.length, row);
    }
  }

  private void tint(byte[] row, int at, int rgb) {
    row[at] = mix(row[at], rgb & 0xFF);
    row[at + 1] = mix(row[at + 1], rgb >> 8 & 0xFF);
    row[at + 2] = mix(row[at + 2], rgb >> 16);
  }

  private byte mix(byte frame, int color) {
    return (byte) (((frame & 0xFF) * (ONE - weight) + color * weight + ONE / 2) / ONE);
  }
}
