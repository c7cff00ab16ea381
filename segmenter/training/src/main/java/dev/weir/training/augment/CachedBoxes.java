package dev.weir.training.augment;

import dev.weir.inference.proposals.Box;
import dev.weir.training.data.LabeledImage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Finds a picture's boxes once, as long as the picture stays in memory. A picture is identified by
 * its arrays, not by their content: an equal picture that is read again is a different one.
 */
final class CachedBoxes implements Boxes {
  private final Boxes boxes;
  private final Map<LabeledImage, List<List<Box>>> known =
      Collections.synchronizedMap(new WeakHashMap<>());

  CachedBoxes(Boxes boxes) {
    this.boxes = boxes;
  }

  @Override
  public List<List<Box>> of(LabeledImage image) {
    List<List<Box>> found = known.get(image);
    if (found == null) {
      found = boxes.of(image);
      known.put(image, found);
    }
    return found;
  }
}
