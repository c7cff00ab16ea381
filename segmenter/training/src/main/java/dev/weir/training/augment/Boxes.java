package dev.weir.training.augment;

import dev.weir.inference.Box;
import dev.weir.training.data.LabelledImage;
import java.util.List;

/** Boxes of a picture that contain one object each. Implementations are thread-safe. */
interface Boxes {
  /** The boxes of each class that has any; no list is empty. */
  List<List<Box>> of(LabelledImage image);
}
