package dev.weir.training.recipe;

import dev.weir.training.augment.Crops;
import java.util.List;

/**
 * A part of a run, by what its samples show.
 *
 * @param crops what they are cut to
 * @param share of the run's steps, above 0, against the other stages' shares
 */
public record CurriculumStage(Crops crops, double share) {
  /** A run that shows scenes from its first to its last step. */
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
