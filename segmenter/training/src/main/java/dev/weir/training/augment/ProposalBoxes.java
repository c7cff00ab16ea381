package dev.weir.training.augment;

import dev.weir.inference.proposals.Box;
import dev.weir.inference.proposals.ObjectProposals;
import dev.weir.training.data.LabeledImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The boxes in which a network sees objects during inference with proposals: all proposals that
 * overlap an object's box by at least half, by that object's class.
 */
final class ProposalBoxes implements Boxes {
  private static final double LEAST_OVERLAP = 0.5;

  private final Boxes objects;
  private final ObjectProposals proposals;

  ProposalBoxes(Boxes objects, ObjectProposals proposals) {
    this.objects = objects;
    this.proposals = proposals;
  }

  @Override
  public List<List<Box>> of(LabeledImage image) {
    ByteBuffer pixels = ByteBuffer.allocateDirect(image.bgr().length).put(0, image.bgr());
    List<Box> proposed = proposals.of(pixels, image.height(), image.width());
    List<List<Box>> byClass = new ArrayList<>();
    for (List<Box> ofOne : objects.of(image)) {
      List<Box> near =
          proposed.stream()
              .filter(p -> ofOne.stream().anyMatch(o -> o.overlap(p) >= LEAST_OVERLAP))
              .toList();
      if (!near.isEmpty()) {
        byClass.add(near);
      }
    }
    return byClass;
  }
}
