package dev.weir.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layout in which CamVid is published with SegNet: {@code split/*.png} beside {@code
 * splitannot/*.png} of the same names; class 11 is void. A sequence is what stands before the first
 * underscore of a name.
 */
final class CamVidFolder {
  private static final int VOID_LABEL = 11;

  private CamVidFolder() {}

  static LabelledSource open(
      String name, Path root, String split, List<String> sequences, int classes) {
    Path pictures = root.resolve(split);
    Path labels = root.resolve(split + "annot");
    if (!Files.isDirectory(pictures)) {
      throw new DataException(
          "%s: no such folder; expected CamVid's layout, %s/*.png beside %sannot/*.png"
              .formatted(pictures, split, split));
    }
    try (Stream<Path> files = Files.list(pictures)) {
      List<PairedFiles.Pair> pairs =
          files
              .filter(f -> f.getFileName().toString().matches(".*\\.(png|jpg)"))
              .filter(f -> sequences.isEmpty() || sequences.contains(sequence(f)))
              .sorted()
              .map(f -> new PairedFiles.Pair(f, labels.resolve(labelName(f))))
              .toList();
      if (pairs.isEmpty()) {
        throw new DataException(
            "%s: no pictures%s; expected *.png"
                .formatted(pictures, sequences.isEmpty() ? "" : " of sequence " + sequences));
      }
      return new PairedFiles(name, pairs, classes, VOID_LABEL, "");
    } catch (IOException e) {
      throw new DataException("%s: cannot be listed: %s".formatted(pictures, e.getMessage()), e);
    }
  }

  private static String sequence(Path file) {
    return file.getFileName().toString().replaceFirst("_.*", "");
  }

  private static String labelName(Path picture) {
    return picture.getFileName().toString().replaceFirst("\\.[a-z]+$", ".png");
  }
}
