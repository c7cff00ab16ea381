package dev.weir.training.layout;

import dev.weir.training.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Pictures in one folder and labels in another, at the same place below it, as MMSegmentation
 * describes data: {@code img_dir/SPLIT/**\/NAME.jpg} and {@code ann_dir/SPLIT/**\/NAME.png}. The
 * folders and the ends of the names are options. A sequence is the folder of a picture; directly in
 * the split's folder, it is the part of the name before its first underscore.
 */
final class AnyFolder {
  private static final int DEPTH = 6;

  private AnyFolder() {}

  static PairedFiles open(DataSpec spec, Path root, LabelTable table) {
    String split = spec.splitOrTrain();
    Path pictures =
        root.resolve(spec.option("img-dir").orElse("img_dir")).resolve(split).normalize();
    Path labels = root.resolve(spec.option("ann-dir").orElse("ann_dir")).resolve(split).normalize();
    String imageSuffix = spec.option("img-suffix").orElse("");
    String labelSuffix = spec.option("seg-map-suffix").orElse(".png");
    for (Path folder : new Path[] {pictures, labels}) {
      if (!Files.isDirectory(folder)) {
        throw new DataException(
            "%s: no such folder; expected pictures in %s and labels in %s; name the folders with img-dir=, ann-dir= and split= (split=. if there are no splits)"
                .formatted(folder, pictures, labels));
      }
    }
    FilePairs.Layout layout =
        new FilePairs.Layout(
            file -> key(pictures, file, imageSuffix, PictureFiles.isPicture(file)),
            file -> key(labels, file, labelSuffix, PictureFiles.isLabel(file)),
            picture ->
                labels.resolve(
                    key(pictures, picture, imageSuffix, true).orElseThrow() + labelSuffix),
            picture -> sequence(pictures, picture),
            imageSuffix.isEmpty() ? "*.png, *.jpg or *.jpeg" : "*" + imageSuffix);
    FilePairs pairs =
        new FilePairs(
            spec.label(), layout, PictureFiles.in(pictures, DEPTH), PictureFiles.in(labels, DEPTH));
    return new PairedFiles(spec.label(), pairs.of(spec.sequences(), pictures), table, "");
  }

  /** The path below the folder, without the suffix. */
  private static Optional<String> key(Path folder, Path file, String suffix, boolean fits) {
    String path = folder.relativize(file).toString();
    String end = suffix.isEmpty() ? path.replaceFirst(".*(?=\\.)", "") : suffix;
    boolean ends = path.toLowerCase(Locale.ROOT).endsWith(end.toLowerCase(Locale.ROOT));
    return fits && ends && path.length() > end.length()
        ? Optional.of(path.substring(0, path.length() - end.length()))
        : Optional.empty();
  }

  private static String sequence(Path folder, Path picture) {
    Path parent = folder.relativize(picture).getParent();
    return parent == null ? PictureFiles.stem(picture).replaceFirst("_.*", "") : parent.toString();
  }
}
