package dev.weir.training.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes small labelled pictures in the layouts that are read. */
final class TinyData {
  private TinyData() {}

  static void picture(Path file, int width, int height) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(
        new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());
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
