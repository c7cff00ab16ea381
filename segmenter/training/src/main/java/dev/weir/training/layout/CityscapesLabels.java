package dev.weir.training.layout;

import dev.weir.mask.ClassMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The three forms of Cityscapes' label pictures, as the data set's own tools define them
 * (cityscapesscripts, {@code helpers/labels.py}).
 */
enum CityscapesLabels {
  /** The 19 classes that are scored, and 255; made by a script. */
  TRAIN_IDS("labelTrainIds"),
  /** All 34 labels of the data set, as it is published. */
  IDS("labelIds"),
  /** Colors, as they are published. */
  COLOR("color");

  /** The IDs of the 19 classes, in the order of their train IDs. */
  private static final List<Integer> ID_OF_CLASS =
      List.of(7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33);

  /** IDs that are not scored; 255 stands for −1, the license plate, in eight bits. */
  private static final Set<Integer> VOID_IDS =
      Set.of(0, 1, 2, 3, 4, 5, 6, 9, 10, 14, 15, 16, 18, 29, 30, 255);

  /** Colors of labels that are not scored and that no class has. */
  private static final Set<Integer> VOID_COLORS =
      Set.of(
          0x000000, 0x141414, 0x6F4A00, 0x510051, 0xFAAAA0, 0xE6968C, 0xB4A5B4, 0x966464, 0x96785A,
          0x00005A, 0x00006E);

  private final String suffix;

  CityscapesLabels(String suffix) {
    this.suffix = suffix;
  }

  /** The end of the name of a label picture, without {@code .png}: {@code labelIds}. */
  String suffix() {
    return suffix;
  }

  /** The tool that makes missing label pictures, for messages; empty if they are published. */
  String maker() {
    return this == TRAIN_IDS
        ? ", which csCreateTrainIdLabelImgs makes (pip install cityscapesscripts), or *_gtFine_labelIds.png"
        : "";
  }

  /** How these pictures encode the classes. */
  LabelEncoding encoding(ClassMap classes) {
    if (this == TRAIN_IDS || !classes.equals(ClassMap.CITYSCAPES)) {
      return LabelEncoding.of(classes);
    }
    Map<Integer, Integer> values = new HashMap<>();
    VOID_IDS.forEach(id -> values.put(id, LabelEncoding.VOID));
    for (int i = 0; i < ID_OF_CLASS.size(); i++) {
      values.put(ID_OF_CLASS.get(i), i);
    }
    Map<Integer, Integer> colors = new HashMap<>(LabelEncoding.of(classes).colors());
    VOID_COLORS.forEach(color -> colors.put(color, LabelEncoding.VOID));
    return new LabelEncoding(classes.classes(), values, colors);
  }
}
