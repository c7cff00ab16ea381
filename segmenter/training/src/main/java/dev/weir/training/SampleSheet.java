package dev.weir.training;

import dev.weir.training.augment.Augmenter;
import dev.weir.training.augment.ContactSheet;
import dev.weir.training.data.Mixture;
import dev.weir.zoo.Size;
import java.io.IOException;
import java.nio.file.Path;

/** The first samples that a run of a recipe would learn from, drawn to be looked at. */
public final class SampleSheet {
  private static final int SAMPLES = 18;

  private SampleSheet() {}

  /**
   * Writes the sheet as PNG.
   *
   * @throws IOException if it cannot be written
   * @throws InterruptedException if interrupted while samples are made
   * @throws dev.weir.training.data.DataException if a picture or label cannot be used
   */
  public static void write(Recipe recipe, TrainingData data, Path file)
      throws IOException, InterruptedException {
    Augmenter augmenter =
        new Augmenter(
            recipe.augmentation(),
            Size.parse(recipe.size()),
            Size.parse(recipe.crop()),
            recipe.normalisation());
    Mixture mixture = new Mixture(data.parts(), recipe.seed());
    try (SampleFeed feed = new SampleFeed(mixture, augmenter, SAMPLES, recipe.seed())) {
      ContactSheet.write(feed.next(), LabelSets.of(recipe.classes()), file);
    }
  }
}
