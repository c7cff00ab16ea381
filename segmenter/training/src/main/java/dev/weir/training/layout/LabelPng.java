package dev.weir.training.layout;

import dev.weir.training.data.DataException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import javax.imageio.ImageIO;

/**
 * Reads label pictures: PNGs whose pixel values are labels (gray or palette), or whose colors are
 * (RGB, with or without alpha, which is ignored).
 */
final class LabelPng {
  private static final int COLOR_BANDS = 3;

  /**
   * The labels of a picture.
   *
   * @param codes width x height bytes, rows from top to bottom
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Labels(int width, int height, byte[] codes) {}

  private LabelPng() {}

  /**
   * Reads a file.
   *
   * @throws DataException if it is not such a PNG, or a value or color means nothing; the message
   *     names the file and the first such pixel
   */
  static Labels read(Path file, LabelTable table) {
    Raster raster = raster(file);
    boolean color = raster.getNumBands() >= COLOR_BANDS;
    if (color && !table.hasColors()) {
      throw new DataException(
          "%s: a PNG in color, expected one channel whose values are labels; to read colors, name the classes with their colors (classes=FILE) or map them (map=FILE)"
              .formatted(file));
    }
    int width = raster.getWidth();
    byte[] codes = new byte[width * raster.getHeight()];
    for (int y = 0; y < raster.getHeight(); y++) {
      int[] row = color ? colors(raster, y) : raster.getSamples(0, y, width, 1, 0, (int[]) null);
      for (int x = 0; x < width; x++) {
        OptionalInt code = color ? table.color(row[x]) : table.value(row[x]);
        if (code.isEmpty()) {
          throw new DataException(
              color
                  ? "%s: color #%06x at x=%d y=%d is of no class; map it to a class or to void (map=FILE)"
                      .formatted(file, row[x], x, y)
                  : "%s: value %d at x=%d y=%d, expected one of %s"
                      .formatted(file, row[x], x, y, table.values()));
        }
        codes[y * width + x] = (byte) code.getAsInt();
      }
    }
    return new Labels(width, raster.getHeight(), codes);
  }

  private static Raster raster(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new DataException("%s: expected a PNG, found something else".formatted(file));
      }
      return image.getRaster();
    } catch (IOException e) {
      throw new DataException(
          "%s: cannot be read as a picture: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The colors of a row, {@code 0xRRGGBB}; more than 24 bits if the PNG has 16 bits per channel.
   */
  private static int[] colors(Raster raster, int y) {
    int[] samples = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
    int bands = raster.getNumBands();
    int[] colors = new int[raster.getWidth()];
    for (int x = 0; x < colors.length; x++) {
      int at = x * bands;
      boolean eightBits = (samples[at] | samples[at + 1] | samples[at + 2]) <= 0xFF;
      colors[x] = eightBits ? samples[at] << 16 | samples[at + 1] << 8 | samples[at + 2] : -1;
    }
    return colors;
  }
}
