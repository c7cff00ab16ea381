package dev.weir.training.augment;

import dev.weir.inference.proposals.Box;
import dev.weir.training.data.LabeledImage;
import java.util.List;

/** Boxes of a picture that contain one object each. Implementations are thread-safe. */
interface Boxes {
  /** The boxes of each class that has any; no list is empty. */
  List<List<Box>> of(LabeledImage image);
}
