package dev.weir.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of Cityscapes (Cordts et al., CVPR 2016): {@code
 * leftImg8bit/split/city/NAME_leftImg8bit.png} and {@code
 * gtFine/split/city/NAME_gtFine_labelTrainIds.png}; 255 is void. Images may be JPEG. A sequence is
 * a city.
 */
final class CityscapesFolder {
  private static final int VOID_LABEL = 255;
  private static final Pattern PICTURE = Pattern.compile("(?i)(.*)_leftImg8bit\\.(?:png|jpe?g)");
  private static final Pattern LABEL = Pattern.compile("(?i)(.*)_gtFine_labelTrainIds\\.png");
  private static final String FORM = "CITY/*_leftImg8bit.png, .jpg or .jpeg";
  private static final String MAKER =
      ", which csCreateTrainIdLabelImgs makes (pip install cityscapesscripts)";

  private CityscapesFolder() {}

  static LabeledSource open(
      String name, Path root, String split, List<String> cities, int classes) {
    Path pictures = root.resolve("leftImg8bit").resolve(split);
    Path labels = root.resolve("gtFine").resolve(split);
    if (!Files.isDirectory(pictures)) {
      throw new DataException(
          "%s: no such folder; expected Cityscapes' layout, leftImg8bit/%s/CITY/*_leftImg8bit.png beside gtFine/%s/CITY/*_gtFine_labelTrainIds.png"
              .formatted(pictures, split, split));
    }
    FilePairs.Layout layout =
        new FilePairs.Layout(
            file -> key(file, PICTURE),
            file -> key(file, LABEL),
            picture ->
                labels.resolve(key(picture, PICTURE).orElseThrow() + "_gtFine_labelTrainIds.png"),
            CityscapesFolder::city,
            FORM);
    List<PairedFiles.Pair> pairs =
        new FilePairs(name, layout, PictureFiles.in(pictures, 2), PictureFiles.in(labels, 2))
            .of(cities, pictures);
    return new PairedFiles(name, pairs, classes, VOID_LABEL, MAKER);
  }

  /** Returns city and name, such as {@code ulm/ulm_000001}. */
  private static Optional<String> key(Path file, Pattern form) {
    Matcher m = form.matcher(file.getFileName().toString());
    return m.matches() ? Optional.of(city(file) + "/" + m.group(1)) : Optional.empty();
  }

  private static String city(Path file) {
    Path folder = file.getParent();
    return folder == null ? "" : folder.getFileName().toString();
  }
}
