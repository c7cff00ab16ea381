package dev.weir.training.augment;

import dev.weir.inference.ProposalOptions;
import dev.weir.inference.proposals.ObjectProposals;
import dev.weir.zoo.InputSize;

/** What samples show. */
public enum Crops {
  /** Any part of the scene. */
  SCENE,
  /** One object, in the center: the first stage of Noh, Hong and Han (ICCV 2015, section 4.2). */
  OBJECTS,
  /** A proposal that overlaps an object: the second stage there. */
  PROPOSALS;

  Cropper cropper(Augmentation how, InputSize working, InputSize crop) {
    return switch (this) {
      case SCENE -> new SceneCropper(how, working, crop);
      case OBJECTS -> new BoxCropper(new CachedBoxes(new ObjectBoxes()), how, working, crop);
      case PROPOSALS -> {
        ObjectProposals proposals = new ObjectProposals(ProposalOptions.DEFAULTS.candidates());
        Boxes boxes = new CachedBoxes(new ProposalBoxes(new ObjectBoxes(), proposals));
        yield new BoxCropper(boxes, how, working, crop);
      }
    };
  }
}
