package dev.weir.cli;

import dev.weir.training.Recipe;
import dev.weir.training.RunFolder;
import dev.weir.training.RunPoint;
import dev.weir.training.RunReport;
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
      required = true,
      description = "Folder of the run; one that holds a checkpoint is gone on with.")
  private @Nullable Path run;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "First weights: .onnx or .safetensors; random without it.")
  private @Nullable Path init;

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
    RunFolder folder = new RunFolder(java.util.Objects.requireNonNull(run));
    try (Stop stop = Stop.onSignal()) {
      RunReport report;
      try {
        Recipe how = Recipe.read(recipe, changes);
        TrainingData what = open(how);
        Trainer.Start start = FirstWeights.of(how, init, out);
        report =
            Trainer.train(
                how,
                what,
                folder,
                TrainingDevice.of(device, threads),
                start,
                new TrainingProgress(out, stop));
      } catch (DataException | IllegalArgumentException e) {
        throw new UsageException(String.valueOf(e.getMessage()), e);
      }
      RunPoint best = report.best().orElse(null);
      if (best == null) {
        out.println("stopped before the first score; the same command goes on from here");
        return 0;
      }
      out.println(
          String.format(
              Locale.ROOT,
              "mIoU=%.4f accuracy=%.4f step=%d of=%d hours=%.2f model=%s",
              best.meanIou(),
              best.accuracy(),
              best.step(),
              report.recipe().steps(),
              best.hours(),
              folder.best()));
    }
    return 0;
  }

  private TrainingData open(Recipe how) {
    List<DataSpec> learn = data.stream().map(DataSpec::parse).toList();
    DataSpec judge = validation == null ? learn.get(0) : DataSpec.parse(validation);
    return TrainingData.open(learn, judge, how);
  }
}
