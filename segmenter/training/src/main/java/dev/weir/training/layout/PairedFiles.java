package dev.weir.training.layout;

import dev.weir.frame.MalformedMessageException;
import dev.weir.image.FrameDecoder;
import dev.weir.image.Pixels;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images and labels stored as pairs of files. Shared by the layouts on disk. */
final class PairedFiles implements LabeledSource {
  /**
   * Two files that belong together.
   *
   * @param picture PNG or JPEG
   * @param labels PNG whose pixel values, or whose colors, are labels
   */
  record Pair(Path picture, Path labels) {}

  private final String name;
  private final List<Pair> pairs;
  private final LabelTable table;
  private final FrameDecoder decoder = new FrameDecoder();

  /**
   * Creates a source from files.
   *
   * @param table what labels mean
   * @param maker the tool that creates missing labels, for the message; empty if there is none
   */
  PairedFiles(String name, List<Pair> pairs, LabelTable table, String maker) {
    this.name = name;
    this.pairs = List.copyOf(pairs);
    this.table = table;
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
    LabelPng.Labels label = LabelPng.read(pair.labels(), table);
    if (label.width() != pixels.width() || label.height() != pixels.height()) {
      throw new DataException(
          "%s is %dx%d, its picture %s is %dx%d: expected one size"
              .formatted(
                  pair.labels(),
                  label.width(),
                  label.height(),
                  pair.picture(),
                  pixels.width(),
                  pixels.height()));
    }
    byte[] bgr = new byte[pixels.width() * pixels.height() * 3];
    pixels.bgr().get(0, bgr);
    return new LabeledImage(
        pair.picture().getFileName().toString(),
        pixels.width(),
        pixels.height(),
        bgr,
        label.codes());
  }

  private Pixels picture(Path file) {
    try {
      return decoder.decode(Files.readAllBytes(file), null);
    } catch (IOException | MalformedMessageException e) {
      throw new DataException(
          "%s: cannot be read as a picture: %s".formatted(file, e.getMessage()), e);
    }
  }
}
