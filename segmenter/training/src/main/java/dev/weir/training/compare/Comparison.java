package dev.weir.training.compare;

import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.RunFolder;
import dev.weir.training.run.ScorePoint;
import dev.weir.training.run.Trainer;
import dev.weir.training.run.TrainingData;
import dev.weir.training.run.TrainingDevice;
import dev.weir.training.run.TrainingListener;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.cost.CostBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Trains networks from scratch with one recipe on the same data, each at the width that fits a
 * common budget. Then it scores and times them as they would be served.
 *
 * <ol>
 *   <li>Each network has its own run folder, named after it. A finished run is not repeated, and a
 *       stopped run is resumed.
 *   <li>All numbers come from the runs' files, or are measured on their last models.
 *   <li>One thread; libtorch and ONNX Runtime use more internally.
 * </ol>
 */
public final class Comparison {
  private static final SegmenterOptions ALL_CORES = new SegmenterOptions(ProviderChoice.CPU, 0);

  private final Recipe recipe;
  private final long budget;
  private final List<ComparisonEntry> contenders;

  /**
   * Chooses widths, without training anything.
   *
   * @param recipe of all; its network and width are replaced
   * @param networks names of {@link dev.weir.zoo.networks.Networks}
   * @param budget multiply-accumulates that a network may cost at the recipe's working size
   * @param folder of all runs
   * @throws IllegalArgumentException if there is no such network, or the budget is too small for it
   */
  public Comparison(Recipe recipe, List<String> networks, long budget, Path folder) {
    this.recipe = recipe;
    this.budget = budget;
    CostBudget price = new CostBudget(budget, InputSize.parse(recipe.size()));
    int classes = recipe.definition().classes();
    this.contenders =
        networks.stream()
            .distinct()
            .map(
                name ->
                    new ComparisonEntry(
                        recipe.of(name, price.width(name, classes)),
                        new RunFolder(folder.resolve(name))))
            .toList();
  }

  /** The networks, in the given order. */
  public List<ComparisonEntry> contenders() {
    return contenders;
  }

  /**
   * Trains every network whose run is not finished.
   *
   * @param start initial weights of a run
   * @param listeners a new one for each run
   * @return whether all runs are finished; false if a listener asked to stop
   * @throws IllegalArgumentException if a folder holds a run of another recipe or of other data,
   *     found before anything is trained
   * @throws IOException if a folder cannot be read or written
   * @throws InterruptedException if interrupted; finished runs are kept
   */
  public boolean train(
      TrainingData data,
      TrainingDevice device,
      Function<Recipe, Trainer.Start> start,
      Function<ComparisonEntry, TrainingListener> listeners)
      throws IOException, InterruptedException {
    List<ComparisonEntry> waiting = new ArrayList<>();
    for (ComparisonEntry contender : contenders) {
      if (contender.finish(data).isEmpty()) {
        waiting.add(contender);
      }
    }
    for (ComparisonEntry contender : waiting) {
      Recipe own = contender.recipe();
      Trainer.train(
          own, data, contender.folder(), device, start.apply(own), listeners.apply(contender));
      if (contender.finish(data).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Times every network's model on the first picture of the validation data, and returns one row
   * per network, best score first.
   *
   * @param machine on which this runs, in words
   * @throws IllegalStateException if a network has not come to its end
   * @throws IOException if a file cannot be read, or an inference fails
   */
  public ComparisonReport report(TrainingData data, String machine) throws IOException {
    List<ScorePoint> ends = new ArrayList<>();
    for (ComparisonEntry contender : contenders) {
      ends.add(
          contender
              .finish(data)
              .orElseThrow(
                  () -> new IllegalStateException(contender.folder().path() + ": not finished")));
    }
    LabeledImage picture = data.validation().read(0);
    double[] milliseconds = times(picture);
    List<ComparedNetwork> rows = new ArrayList<>();
    for (int i = 0; i < milliseconds.length; i++) {
      rows.add(ComparedNetwork.of(contenders.get(i), ends.get(i), milliseconds[i]));
    }
    rows.sort(Comparator.comparingDouble(ComparedNetwork::meanIou).reversed());
    return new ComparisonReport(
        recipe,
        budget,
        data.names(),
        data.validation().name(),
        picture.width() + "x" + picture.height(),
        machine,
        rows);
  }

  private double[] times(LabeledImage picture) throws IOException {
    ByteBuffer frame = ByteBuffer.allocateDirect(picture.bgr().length).put(0, picture.bgr());
    ByteBuffer mask = ByteBuffer.allocateDirect(picture.labels().length);
    List<OnnxSegmenter> open = new ArrayList<>();
    try {
      List<FrameTimes.Work> works = new ArrayList<>();
      for (ComparisonEntry contender : contenders) {
        OnnxSegmenter segmenter = OnnxSegmenter.open(contender.folder().last(), ALL_CORES);
        open.add(segmenter);
        works.add(() -> segmenter.segment(frame, 1, picture.height(), picture.width(), mask));
      }
      return FrameTimes.medians(works, System::nanoTime);
    } finally {
      for (OnnxSegmenter segmenter : open) {
        segmenter.close();
      }
    }
  }
}
