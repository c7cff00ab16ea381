package dev.weir.training.run;

import dev.weir.frame.WholeFile;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.mask.ClassMap;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.evaluation.Evaluation;
import dev.weir.training.evaluation.Evaluator;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.torch.TorchParameters;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelFile;
import dev.weir.zoo.model.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Exports the weights of a run as deployable models with metadata about their origin. Not
 * thread-safe.
 */
final class RunModels {
  /** The name of a model that is scored before it has a file. */
  private static final Path UNSCORED = Path.of("unscored.onnx");

  private static final SegmenterOptions ON_ALL_CORES = new SegmenterOptions(ProviderChoice.CPU, 0);

  private final Recipe recipe;
  private final TrainingData data;
  private final RunFolder folder;

  RunModels(Recipe recipe, TrainingData data, RunFolder folder) {
    this.recipe = recipe;
    this.data = data;
    this.folder = folder;
  }

  /**
   * Scores weights as they would be served, on all cores regardless of the run's threads.
   *
   * @param run the run of the weights
   * @param pictures the data to score on
   * @return empty if asked to stop before the last image
   */
  Optional<Evaluation> score(
      RunReport run,
      TorchParameters weights,
      int step,
      double epoch,
      LabeledSource pictures,
      BooleanSupplier stopAsked)
      throws IOException {
    ModelFile model = ModelFile.of(UNSCORED, deployed(weights, provenance(run, step, epoch)));
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model, ON_ALL_CORES)) {
      return new Evaluator(segmenter).scoreUnless(stopAsked, pictures);
    }
  }

  /**
   * Writes the weights with their score as the last model, and as the best model if {@code best}.
   */
  void keep(RunReport run, TorchParameters weights, ScorePoint point, boolean best)
      throws IOException {
    Map<String, String> notes = provenance(run, point.step(), point.epoch());
    notes.put(
        "score",
        String.format(
            Locale.ROOT,
            "mIoU %.4f, accuracy %.4f on %s",
            point.meanIou(),
            point.accuracy(),
            data.validation().name()));
    deployed(weights, notes).write(folder.last());
    if (best) {
      copyWhole(folder.last(), folder.best());
    }
  }

  private Map<String, String> provenance(RunReport run, int step, double epoch) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("data", String.join(" + ", data.names()));
    notes.put("init", run.init());
    notes.put("seed", Long.toString(recipe.seed()));
    notes.put("steps", Integer.toString(step));
    notes.put("epochs", String.format(Locale.ROOT, "%.1f", epoch));
    if (!run.commit().isEmpty()) {
      notes.put("commit", run.commit());
    }
    return notes;
  }

  private DeployedModel deployed(TorchParameters weights, Map<String, String> notes) {
    List<ClassMap.Entry> classes = recipe.classSet().classes();
    ModelMetadata metadata =
        new ModelMetadata(
            recipe.network(),
            recipe.width(),
            classes.stream().map(ClassMap.Entry::name).toList(),
            classes.stream().map(ClassMap.Entry::rgb).toList(),
            recipe.normalization(),
            InputSize.parse(recipe.size()),
            notes);
    return DeployedModel.of(recipe.definition(), weights, metadata);
  }

  private static void copyWhole(Path from, Path to) throws IOException {
    WholeFile.write(to, part -> Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING));
  }
}
