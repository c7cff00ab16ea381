package dev.weir.training.augment;

import dev.weir.inference.Box;
import dev.weir.training.data.LabelledImage;
import java.util.List;

/** Boxes of a picture that hold one thing each. Implementations are thread-safe. */
interface Boxes {
  /** The boxes of every class that has any, by class: none is empty. */
  List<List<Box>> of(LabelledImage image);
}
