package dev.weir.training.layout;

import dev.weir.mask.ClassMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The supported kinds of data. */
public enum DataKind {
  /** The CamVid layout. */
  CAMVID("camvid"),
  /** The Cityscapes layout. */
  CITYSCAPES("cityscapes"),
  /** Any two folders, one with pictures and one with labels, as MMSegmentation describes them. */
  FOLDER("folder"),
  /** The rendered drive, in CamVid's classes. */
  STREET("synthetic:street");

  private final String label;

  DataKind(String label) {
    this.label = label;
  }

  /** Returns the name that users write. */
  public String label() {
    return label;
  }

  /** Returns the options that this kind has. */
  Set<String> options() {
    return switch (this) {
      case CAMVID -> Set.of("split", "sequence", "classes", "map");
      case CITYSCAPES -> Set.of("split", "sequence", "labels", "classes", "map");
      case FOLDER ->
          Set.of(
              "split",
              "sequence",
              "img-dir",
              "ann-dir",
              "img-suffix",
              "seg-map-suffix",
              "classes",
              "map");
      case STREET -> Set.of("seeds", "size", "count", "map");
    };
  }

  /** Returns the classes of the published data; empty if there is no usual set. */
  Optional<ClassMap> classes() {
    return switch (this) {
      case CAMVID, STREET -> Optional.of(ClassMap.CAMVID);
      case CITYSCAPES -> Optional.of(ClassMap.CITYSCAPES);
      case FOLDER -> Optional.empty();
    };
  }

  /** Returns the kind with this name; empty if there is none. */
  static Optional<DataKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /** Returns how users write each kind, for messages. */
  static List<String> forms() {
    return Arrays.stream(values())
        .map(kind -> kind == STREET ? kind.label : kind.label + "=DIR")
        .toList();
  }
}
