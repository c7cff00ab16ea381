package dev.weir.training.run;

import dev.weir.training.augment.ContactSheet;
import dev.weir.training.augment.Sample;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws the first training samples of a recipe for inspection, the same number from each stage. */
public final class SampleSheet {
  private static final int SAMPLES = 18;

  private SampleSheet() {}

  /**
   * Writes the sheet as PNG.
   *
   * @throws IOException if it cannot be written
   * @throws InterruptedException if interrupted while samples are prepared
   * @throws dev.weir.training.data.DataException if an image or label cannot be used
   */
  public static void write(Recipe recipe, TrainingData data, Path file)
      throws IOException, InterruptedException {
    CurriculumStages stages = new CurriculumStages(recipe);
    int each = Math.max(1, SAMPLES / stages.first().size());
    List<Sample> samples = new ArrayList<>();
    for (long first : stages.first()) {
      Mixture mixture = new Mixture(data.parts(), recipe.seed());
      mixture.skip(first);
      try (SampleLoader feed = new SampleLoader(mixture, stages, each, recipe.seed(), 1)) {
        feed.next(() -> false).ifPresent(samples::addAll);
      }
    }
    ContactSheet.write(samples, recipe.classSet(), file);
  }
}
