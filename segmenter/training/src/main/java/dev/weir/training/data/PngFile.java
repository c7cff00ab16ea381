package dev.weir.training.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes an image as a PNG file. */
public final class PngFile {
  private PngFile() {}

  /**
   * Writes the image. It encodes before it opens the file, because ImageIO's error for a file that
   * cannot be opened lacks the name, or is missing.
   *
   * @throws IOException if the file cannot be written, naming it
   */
  public static void write(BufferedImage picture, Path file) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, "png", png)) {
      throw new IOException("%s: this Java cannot write PNG files".formatted(file));
    }
    try {
      Files.write(file, png.toByteArray());
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be written (%s); check that its folder exists, has free space and is writable"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}
