package dev.weir.training.layout;

import dev.weir.training.data.DataException;
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
  private CamVidFolder() {}

  static PairedFiles open(DataSpec spec, Path root, LabelTable table) {
    String split = spec.splitOrTrain();
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
        new FilePairs(
                spec.label(), layout, PictureFiles.in(pictures, 1), PictureFiles.in(labels, 1))
            .of(spec.sequences(), pictures);
    return new PairedFiles(spec.label(), pairs, table, "");
  }

  private static Optional<String> key(Path file, boolean fits) {
    return fits ? Optional.of(PictureFiles.stem(file)) : Optional.empty();
  }
}
