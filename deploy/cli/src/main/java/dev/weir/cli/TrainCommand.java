package dev.weir.cli;

import dev.weir.training.Recipe;
import dev.weir.training.RunFolder;
import dev.weir.training.RunPoint;
import dev.weir.training.RunReport;
import dev.weir.training.SampleSheet;
import dev.weir.training.Trainer;
import dev.weir.training.TrainingData;
import dev.weir.training.TrainingDevice;
import dev.weir.training.data.DataException;
import dev.weir.training.data.DataSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir train}: labelled pictures to a model. */
@Command(
    name = "train",
    description = "Train a network of the zoo on labelled pictures.",
    footer = {
      "",
      "Data: camvid=DIR, cityscapes=DIR, synthetic:street; each with ?key=value&... and :WEIGHT if wanted.",
      "Ctrl-C stops the run so that the same command goes on with it.",
      "",
      "Example:",
      "  weir train --recipe icnet --data camvid=CamVid:3 --data synthetic:street:1 \\",
      "    --validate camvid=CamVid --run runs/icnet"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      defaultValue = "icnet",
      description = "How to train (default: ${DEFAULT-VALUE}).")
  private String recipe = "icnet";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change a key of the recipe, for example optimizer.learning-rate=0.0005.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(
      names = "--data",
      paramLabel = "DATA",
      required = true,
      description = "What to learn from; repeatable, mixed by weight.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--validate",
      paramLabel = "DATA",
      description = "What to score on; the first --data's val split if not given.")
  private @Nullable String validation;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Folder of the run; one that holds a checkpoint is gone on with.")
  private @Nullable Path run;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Train nothing: draw the first samples with their labels as PNG, to look at.")
  private @Nullable Path sheet;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "First weights: .onnx or .safetensors; random without it.")
  private @Nullable Path init;

  @Option(
      names = "--prune",
      paramLabel = "FILE",
      description =
          "First weights: a wider model (.onnx) of the same network, cut to the kernels of the largest norm.")
  private @Nullable Path prune;

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
      description = "Of libtorch on a CPU; 0 takes all cores (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Recipe how = Recipe.read(recipe, changes);
      TrainingData what = open(how);
      if (sheet != null) {
        SampleSheet.write(how, what, sheet);
        out.println("sheet=" + sheet);
      } else if (run != null) {
        train(how, what, new RunFolder(run), out);
      } else {
        throw new UsageException("no --run DIR for the run's files, nor --sheet FILE");
      }
    } catch (DataException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void train(Recipe how, TrainingData what, RunFolder folder, PrintWriter out)
      throws IOException, InterruptedException {
    try (Stop stop = Stop.onSignal()) {
      RunReport report =
          Trainer.train(
              how,
              what,
              folder,
              TrainingDevice.of(device, threads),
              first(how, out),
              new TrainingProgress(out, stop));
      RunPoint best = report.best().orElse(null);
      out.println(
          best == null
              ? "stopped before the first score; the same command goes on from here"
              : String.format(
                  Locale.ROOT,
                  "mIoU=%.4f accuracy=%.4f step=%d of=%d hours=%.2f model=%s",
                  best.meanIou(),
                  best.accuracy(),
                  best.step(),
                  report.recipe().steps(),
                  best.hours(),
                  folder.best()));
    }
  }

  private Trainer.Start first(Recipe how, PrintWriter out) throws IOException {
    if (init != null && prune != null) {
      throw new UsageException("--init and --prune: expected one of them");
    }
    if (prune != null) {
      return FirstWeights.pruned(how, prune, out);
    }
    return init == null ? FirstWeights.random(how) : FirstWeights.of(how, init, out);
  }

  private TrainingData open(Recipe how) {
    List<DataSpec> learn = data.stream().map(DataSpec::parse).toList();
    DataSpec judge = validation == null ? learn.get(0) : DataSpec.parse(validation);
    return TrainingData.open(learn, judge, how);
  }
}
