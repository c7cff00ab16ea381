package dev.weir.training.data;

import dev.weir.frame.MalformedMessageException;
import dev.weir.image.FrameDecoder;
import dev.weir.image.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Images and labels stored as pairs of files. Shared by the layouts on disk. */
final class PairedFiles implements LabeledSource {
  /**
   * Two files that belong together.
   *
   * @param picture PNG or JPEG
   * @param labels PNG with one channel or a palette: pixel values are classes
   */
  record Pair(Path picture, Path labels) {}

  private final String name;
  private final List<Pair> pairs;
  private final int classes;
  private final int voidLabel;
  private final FrameDecoder decoder = new FrameDecoder();

  /**
   * Creates a source from files. Label values {@code voidLabel} and 255 are void; every other value
   * must be below {@code classes}.
   *
   * @param maker the tool that creates missing labels, for the message; empty if there is none
   */
  PairedFiles(String name, List<Pair> pairs, int classes, int voidLabel, String maker) {
    this.name = name;
    this.pairs = List.copyOf(pairs);
    this.classes = classes;
    this.voidLabel = voidLabel;
    List<Pair> bare = pairs.stream().filter(p -> !Files.isRegularFile(p.labels())).toList();
    if (!bare.isEmpty()) {
      Pair first = bare.get(0);
      throw new DataException(
          "%s: no label; expected %s%s%s"
              .formatted(
                  first.picture(),
                  first.labels(),
                  maker,
                  bare.size() == 1
                      ? ""
                      : "; %d of %d pictures lack theirs".formatted(bare.size(), pairs.size())));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return pairs.size();
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public LabeledImage read(int index) {
    Pair pair = pairs.get(index);
    Pixels pixels = picture(pair.picture());
    BufferedImage label = label(pair.labels());
    if (label.getWidth() != pixels.width() || label.getHeight() != pixels.height()) {
      throw new DataException(
          "%s is %dx%d, its picture %s is %dx%d: expected one size"
              .formatted(
                  pair.labels(),
                  label.getWidth(),
                  label.getHeight(),
                  pair.picture(),
                  pixels.width(),
                  pixels.height()));
    }
    byte[] bgr = new byte[pixels.width() * pixels.height() * 3];
    pixels.bgr().get(0, bgr);
    byte[] labels = classes(label, pair.labels());
    return new LabeledImage(
        pair.picture().getFileName().toString(), pixels.width(), pixels.height(), bgr, labels);
  }

  private Pixels picture(Path file) {
    try {
      return decoder.decode(Files.readAllBytes(file), null);
    } catch (IOException | MalformedMessageException e) {
      throw new DataException(
          "%s: cannot be read as a picture: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static BufferedImage label(Path file) {
    try {
      BufferedImage label = ImageIO.read(file.toFile());
      if (label == null || label.getRaster().getNumBands() != 1) {
        throw new DataException(
            "%s: expected a PNG of one channel, whose values are classes; found %s"
                .formatted(
                    file,
                    label == null
                        ? "something else"
                        : label.getRaster().getNumBands() + " channels"));
      }
      return label;
    } catch (IOException e) {
      throw new DataException(
          "%s: cannot be read as a picture: %s".formatted(file, e.getMessage()), e);
    }
  }

  private byte[] classes(BufferedImage label, Path file) {
    Raster raster = label.getRaster();
    int width = label.getWidth();
    byte[] labels = new byte[width * label.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < label.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        int value = row[x];
        if (value == voidLabel || value == 255) {
          labels[y * width + x] = LabeledImage.VOID;
        } else if (value < classes) {
          labels[y * width + x] = (byte) value;
        } else {
          throw new DataException(
              "%s: class %d at x=%d y=%d, expected 0 to %d, or %d for none"
                  .formatted(file, value, x, y, classes - 1, voidLabel));
        }
      }
    }
    return labels;
  }
}
