package dev.weir.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layout of Cityscapes (Cordts et al., CVPR 2016): {@code
 * leftImg8bit/split/city/NAME_leftImg8bit.png} and {@code
 * gtFine/split/city/NAME_gtFine_labelTrainIds.png}; 255 is void. A sequence is a city.
 */
final class CityscapesFolder {
  private static final int VOID_LABEL = 255;
  private static final String PICTURE = "_leftImg8bit.png";
  private static final String LABEL = "_gtFine_labelTrainIds.png";
  private static final String MAKER =
      ", which csCreateTrainIdLabelImgs makes (pip install cityscapesscripts)";

  private CityscapesFolder() {}

  static LabelledSource open(
      String name, Path root, String split, List<String> cities, int classes) {
    Path pictures = root.resolve("leftImg8bit").resolve(split);
    Path labels = root.resolve("gtFine").resolve(split);
    if (!Files.isDirectory(pictures)) {
      throw new DataException(
          "%s: no such folder; expected Cityscapes' layout, leftImg8bit/%s/CITY/*%s beside gtFine/%s/CITY/*%s"
              .formatted(pictures, split, PICTURE, split, LABEL));
    }
    try (Stream<Path> files = Files.walk(pictures, 2)) {
      List<PairedFiles.Pair> pairs =
          files
              .filter(f -> f.getFileName().toString().endsWith(PICTURE))
              .filter(f -> cities.isEmpty() || cities.contains(city(f)))
              .sorted()
              .map(f -> new PairedFiles.Pair(f, label(labels, f)))
              .toList();
      if (pairs.isEmpty()) {
        throw new DataException(
            "%s: no pictures%s; expected CITY/*%s"
                .formatted(pictures, cities.isEmpty() ? "" : " of " + cities, PICTURE));
      }
      return new PairedFiles(name, pairs, classes, VOID_LABEL, MAKER);
    } catch (IOException e) {
      throw new DataException("%s: cannot be listed: %s".formatted(pictures, e.getMessage()), e);
    }
  }

  private static String city(Path picture) {
    Path folder = picture.getParent();
    return folder == null ? "" : folder.getFileName().toString();
  }

  private static Path label(Path labels, Path picture) {
    String file = picture.getFileName().toString();
    return labels
        .resolve(city(picture))
        .resolve(file.substring(0, file.length() - PICTURE.length()) + LABEL);
  }
}
