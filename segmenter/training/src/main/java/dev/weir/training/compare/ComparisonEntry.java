package dev.weir.training.compare;

import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.RunFolder;
import dev.weir.training.run.RunReport;
import dev.weir.training.run.ScorePoint;
import dev.weir.training.run.TrainingData;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.cost.Cost;
import dev.weir.zoo.cost.CostOps;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * One network of a comparison.
 *
 * @param recipe of its run
 * @param folder of its run
 */
public record ComparisonEntry(Recipe recipe, RunFolder folder) {
  /** Its cost for one image of the working size, with guidance heads. */
  public Cost cost() {
    InputSize size = InputSize.parse(recipe.size());
    return CostOps.of(recipe.definition(), size.height(), size.width());
  }

  /**
   * The last score of its run, if the run is finished.
   *
   * @throws IllegalArgumentException if the folder holds a run of another recipe, or of other data
   * @throws IOException if the folder cannot be read
   */
  Optional<ScorePoint> finish(TrainingData data) throws IOException {
    if (!Files.isRegularFile(folder.report())) {
      return Optional.empty();
    }
    RunReport report = RunReport.read(folder.report());
    report.requireStartedWith(recipe, data, folder.path());
    return Files.isRegularFile(folder.last())
        ? report.points().stream().filter(p -> p.step() == recipe.steps()).findFirst()
        : Optional.empty();
  }
}
