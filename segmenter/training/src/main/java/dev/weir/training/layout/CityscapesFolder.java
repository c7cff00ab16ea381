package dev.weir.training.layout;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of Cityscapes (Cordts et al., CVPR 2016): {@code
 * leftImg8bit/split/city/NAME_leftImg8bit.png} and {@code
 * gtFine/split/city/NAME_gtFine_labelTrainIds.png}, or {@code labelIds} or {@code color}. Images
 * may be JPEG. A sequence is a city.
 */
final class CityscapesFolder {
  private static final Pattern PICTURE = Pattern.compile("(?i)(.*)_leftImg8bit\\.(?:png|jpe?g)");
  private static final String FORM = "CITY/*_leftImg8bit.png, .jpg or .jpeg";

  private CityscapesFolder() {}

  static PairedFiles open(
      DataSpec spec, Path root, ClassMap classes, Function<LabelEncoding, LabelTable> meaning) {
    String split = spec.splitOrTrain();
    Path pictures = root.resolve("leftImg8bit").resolve(split);
    Path labels = root.resolve("gtFine").resolve(split);
    if (!Files.isDirectory(pictures)) {
      throw new DataException(
          "%s: no such folder; expected Cityscapes' layout, leftImg8bit/%s/CITY/*_leftImg8bit.png beside gtFine/%s/CITY/*_gtFine_labelTrainIds.png or *_gtFine_labelIds.png"
              .formatted(pictures, split, split));
    }
    List<Path> labelFiles = PictureFiles.in(labels, 2);
    CityscapesLabels form = form(spec, labelFiles);
    Pattern label = pattern(form);
    FilePairs.Layout layout =
        new FilePairs.Layout(
            file -> key(file, PICTURE),
            file -> key(file, label),
            picture ->
                labels.resolve(
                    "%s_gtFine_%s.png"
                        .formatted(key(picture, PICTURE).orElseThrow(), form.suffix())),
            CityscapesFolder::city,
            FORM);
    List<PairedFiles.Pair> pairs =
        new FilePairs(spec.label(), layout, PictureFiles.in(pictures, 2), labelFiles)
            .of(spec.sequences(), pictures);
    return new PairedFiles(
        spec.label(), pairs, meaning.apply(form.encoding(classes)), form.maker());
  }

  /** Returns the form that the user names, or the first form that the folder contains. */
  private static CityscapesLabels form(DataSpec spec, List<Path> files) {
    Optional<String> wanted = spec.option("labels");
    if (wanted.isEmpty()) {
      return Arrays.stream(CityscapesLabels.values())
          .filter(f -> files.stream().anyMatch(file -> key(file, pattern(f)).isPresent()))
          .findFirst()
          .orElse(CityscapesLabels.TRAIN_IDS);
    }
    return Arrays.stream(CityscapesLabels.values())
        .filter(f -> f.suffix().equalsIgnoreCase(wanted.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "cityscapes: labels '%s', expected one of %s"
                        .formatted(
                            wanted.get(),
                            String.join(
                                ", ",
                                Arrays.stream(CityscapesLabels.values())
                                    .map(CityscapesLabels::suffix)
                                    .toList()))));
  }

  private static Pattern pattern(CityscapesLabels form) {
    return Pattern.compile("(?i)(.*)_gtFine_%s\\.png".formatted(form.suffix()));
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
