package dev.weir.cli.train;

import dev.weir.cli.shell.Settings;
import dev.weir.training.layout.DataSpec;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.TrainingData;
import dev.weir.training.run.TrainingDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The recipe, data and device for training. */
public final class TrainingOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description = "Change a key of the recipe, for example optimizer.learning-rate=0.0005.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(
      names = "--data",
      paramLabel = "DATA",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      required = true,
      description = "Data to train on; repeatable, mixed by weight.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--validate",
      paramLabel = "DATA",
      description = {
        "Data to score on (default: the whole val split of the first --data, or rendered drives with",
        "the seeds reserved for scores)."
      })
  private @Nullable String validation;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "auto, cpu or cuda (default: ${DEFAULT-VALUE}).")
  private String device = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads of libtorch on a CPU; 0 uses all cores (default: ${DEFAULT-VALUE}).")
  private int threads;

  /** Returns whether a key of the recipe is overridden. */
  public boolean changes(String key) {
    return changes.containsKey(key);
  }

  /** Returns the recipe with the overrides applied. */
  public Recipe recipe(String nameOrFile) throws IOException {
    return Recipe.read(nameOrFile, changes);
  }

  /** Opens the data with the recipe's classes. */
  public TrainingData open(Recipe recipe) {
    List<DataSpec> learn = data.stream().map(DataSpec::parse).toList();
    DataSpec judge = validation == null ? learn.get(0).unconfined() : DataSpec.parse(validation);
    return TrainingData.open(learn, judge, recipe);
  }

  /** Returns the device to train on. */
  public TrainingDevice device() {
    return TrainingDevice.of(device, threads);
  }
}
