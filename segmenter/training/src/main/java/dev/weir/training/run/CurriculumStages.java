package dev.weir.training.run;

import dev.weir.training.augment.Augmenter;
import dev.weir.training.recipe.CurriculumStage;
import dev.weir.training.recipe.Recipe;
import dev.weir.zoo.InputSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the curriculum stage of each sample. The stage depends only on the sample's number, so a
 * resumed run continues in the stage where it stopped. Thread-safe.
 */
final class CurriculumStages {
  private final List<Augmenter> augmenters = new ArrayList<>();

  /** The number of each stage's first sample. */
  private final List<Long> first = new ArrayList<>();

  CurriculumStages(Recipe recipe) {
    double all = recipe.stages().stream().mapToDouble(CurriculumStage::share).sum();
    double before = 0;
    for (CurriculumStage stage : recipe.stages()) {
      first.add(Math.round(recipe.steps() * before / all) * recipe.batch());
      before += stage.share();
      augmenters.add(
          new Augmenter(
              recipe.augmentation(),
              stage.crops(),
              InputSize.parse(recipe.size()),
              InputSize.parse(recipe.crop()),
              recipe.normalization()));
    }
  }

  /** Returns the augmenter of a sample by its number, from 0. */
  Augmenter of(long sample) {
    int stage = augmenters.size() - 1;
    while (sample < first.get(stage)) {
      stage--;
    }
    return augmenters.get(stage);
  }

  /** Returns the number of the first sample of each stage. */
  List<Long> first() {
    return first;
  }
}
