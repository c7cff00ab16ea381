package dev.weir.training.compare;

import dev.weir.training.Recipe;
import dev.weir.training.RunFolder;
import dev.weir.training.RunPoint;
import dev.weir.training.RunReport;
import dev.weir.training.TrainingData;
import dev.weir.zoo.Cost;
import dev.weir.zoo.CostOps;
import dev.weir.zoo.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * One network of a comparison.
 *
 * @param recipe of its run
 * @param folder of its run
 */
public record Contender(Recipe recipe, RunFolder folder) {
  /** Its cost for one image of the working size, with guidance heads. */
  public Cost cost() {
    Size size = Size.parse(recipe.size());
    return CostOps.of(recipe.definition(), size.height(), size.width());
  }

  /**
   * The last score of its run, if the run is finished.
   *
   * @throws IllegalArgumentException if the folder holds a run of another recipe, or of other data
   * @throws IOException if the folder cannot be read
   */
  Optional<RunPoint> finish(TrainingData data) throws IOException {
    if (!Files.isRegularFile(folder.report())) {
      return Optional.empty();
    }
    RunReport report = RunReport.read(folder.report());
    report.requireBegunWith(recipe, data, folder.path());
    return Files.isRegularFile(folder.last())
        ? report.points().stream().filter(p -> p.step() == recipe.steps()).findFirst()
        : Optional.empty();
  }
}
