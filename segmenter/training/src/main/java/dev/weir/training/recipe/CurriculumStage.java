package dev.weir.training.recipe;

import dev.weir.training.augment.Crops;
import java.util.List;

/**
 * A stage of a run, defined by what its samples show.
 *
 * @param crops how samples are cropped
 * @param share share of the run's steps, above 0, relative to the other stages' shares
 */
public record CurriculumStage(Crops crops, double share) {
  /** A run that shows whole scenes from its first to its last step. */
  public static final List<CurriculumStage> SCENES = List.of(new CurriculumStage(Crops.SCENE, 1));

  public CurriculumStage {
    if (crops == null) {
      throw new IllegalArgumentException("stages: crops: expected scene, objects or proposals");
    }
    if (!(share > 0)) {
      throw new IllegalArgumentException(
          "stages: share %s: expected a number above 0, against the other stages' shares"
              .formatted(share));
    }
  }
}
