package dev.weir.training.layout;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes small labeled pictures in the layouts that are read. */
final class TinyData {
  private TinyData() {}

  static void picture(Path file, int width, int height) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(
        new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());
  }

  /** A label picture of one row in color, with or without alpha. */
  static void colors(Path file, boolean alpha, int... rgb) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image =
        new BufferedImage(
            rgb.length, 1, alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    for (int x = 0; x < rgb.length; x++) {
      image.setRGB(x, 0, 0xFF000000 | rgb[x]);
    }
    ImageIO.write(image, "png", file.toFile());
  }

  /** A label picture of one row of gray values, or of palette entries of any color. */
  static void values(Path file, boolean palette, int... values) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] reds = new byte[256];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = (byte) (i * 37);
    }
    BufferedImage image =
        palette
            ? new BufferedImage(
                values.length,
                1,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, 256, reds, new byte[256], new byte[256]))
            : new BufferedImage(values.length, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < values.length; x++) {
      image.getRaster().setSample(x, 0, 0, values[x]);
    }
    ImageIO.write(image, "png", file.toFile());
  }

  static void label(Path file, int width, int height, int value) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, value);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
