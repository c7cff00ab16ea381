package dev.weir.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The CamVid layout published with SegNet: {@code split/*.png} with {@code splitannot/*.png} of the
 * same names; class 11 is void. Images may be JPEG. A sequence is the part of a name before its
 * first underscore.
 */
final class CamVidFolder {
  private static final int VOID_LABEL = 11;

  private CamVidFolder() {}

  static LabeledSource open(
      String name, Path root, String split, List<String> sequences, int classes) {
    Path pictures = root.resolve(split);
    Path labels = root.resolve(split + "annot");
    if (!Files.isDirectory(pictures)) {
      throw new DataException(
          "%s: no such folder; expected CamVid's layout, %s/*.png beside %sannot/*.png"
              .formatted(pictures, split, split));
    }
    FilePairs.Layout layout =
        new FilePairs.Layout(
            file -> key(file, PictureFiles.isPicture(file)),
            file -> key(file, PictureFiles.isLabel(file)),
            picture -> labels.resolve(PictureFiles.stem(picture) + ".png"),
            picture -> PictureFiles.stem(picture).replaceFirst("_.*", ""),
            "*.png, *.jpg or *.jpeg");
    List<PairedFiles.Pair> pairs =
        new FilePairs(name, layout, PictureFiles.in(pictures, 1), PictureFiles.in(labels, 1))
            .of(sequences, pictures);
    return new PairedFiles(name, pairs, classes, VOID_LABEL, "");
  }

  private static Optional<String> key(Path file, boolean fits) {
    return fits ? Optional.of(PictureFiles.stem(file)) : Optional.empty();
  }
}
