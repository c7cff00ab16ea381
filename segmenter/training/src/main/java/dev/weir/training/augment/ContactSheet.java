package dev.weir.training.augment;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.PngFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws samples as a network sees them: each next to its labels in the colors of the classes, with
 * void in black.
 */
public final class ContactSheet {
  private static final int COLUMNS = 3;
  private static final int THUMBNAIL_WIDTH = 240;
  private static final int GAP = 6;

  private ContactSheet() {}

  /**
   * Writes the sheet as PNG.
   *
   * @param samples of one size, at least one
   * @throws IOException if it cannot be written
   */
  public static void write(List<Sample> samples, ClassMap classes, Path file) throws IOException {
    Sample first = samples.get(0);
    int height = THUMBNAIL_WIDTH * first.height() / first.width();
    int rows = (samples.size() + COLUMNS - 1) / COLUMNS;
    int cell = 2 * THUMBNAIL_WIDTH + GAP;
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * cell + GAP, rows * (height + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < samples.size(); i++) {
      int x = GAP + i % COLUMNS * cell;
      int y = GAP + i / COLUMNS * (height + GAP);
      g.drawImage(picture(samples.get(i)), x, y, THUMBNAIL_WIDTH, height, null);
      g.drawImage(
          labels(samples.get(i), classes), x + THUMBNAIL_WIDTH, y, THUMBNAIL_WIDTH, height, null);
    }
    g.dispose();
    PngFile.write(sheet, file);
  }

  private static BufferedImage picture(Sample sample) {
    BufferedImage image = blank(sample);
    for (int p = 0; p < sample.labels().length; p++) {
      int at = p * 3;
      int rgb =
          (sample.rgb()[at] & 0xFF) << 16
              | (sample.rgb()[at + 1] & 0xFF) << 8
              | (sample.rgb()[at + 2] & 0xFF);
      image.setRGB(p % sample.width(), p / sample.width(), rgb);
    }
    return image;
  }

  private static BufferedImage labels(Sample sample, ClassMap classes) {
    BufferedImage image = blank(sample);
    for (int p = 0; p < sample.labels().length; p++) {
      int c = sample.labels()[p] & 0xFF;
      image.setRGB(p % sample.width(), p / sample.width(), c < classes.size() ? classes.rgb(c) : 0);
    }
    return image;
  }

  private static BufferedImage blank(Sample sample) {
    return new BufferedImage(sample.width(), sample.height(), BufferedImage.TYPE_INT_RGB);
  }
}
