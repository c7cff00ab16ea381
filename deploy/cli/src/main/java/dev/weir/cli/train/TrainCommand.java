package dev.weir.cli.train;

import dev.weir.cli.shell.OutputFiles;
import dev.weir.cli.shell.StopSignal;
import dev.weir.cli.shell.TaskProgress;
import dev.weir.cli.shell.UsageException;
import dev.weir.training.data.DataException;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.RunFolder;
import dev.weir.training.run.RunReport;
import dev.weir.training.run.SampleSheet;
import dev.weir.training.run.ScorePoint;
import dev.weir.training.run.Trainer;
import dev.weir.training.run.TrainingData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir train}: trains a model on labeled pictures. */
@Command(
    name = "train",
    description = "Train a network of the zoo on labeled pictures.",
    footer = {
      "",
      "Data is camvid=DIR, cityscapes=DIR, folder=DIR or synthetic:street, with :WEIGHT if needed.",
      "Options follow a ? and are joined by &; quote them, because shells interpret both.",
      "Folders take split=, sequence=, classes=FILE and map=FILE; rendered drives take seeds=, size=",
      "and count=. Example: 'synthetic:street?size=640x480&seeds=1000-5000:2'.",
      "Ctrl-C stops the run; the same command resumes it.",
      "",
      "Examples:",
      "  weir train --recipe icnet --data camvid=CamVid:3 --data synthetic:street:1 \\",
      "    --validate camvid=CamVid --run runs/icnet",
      "  weir train --data 'camvid=CamVid?sequence=0006R0,0016E5' \\",
      "    --validate 'camvid=CamVid?split=train&sequence=0001TP' --run runs/by-sequence"
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** A stop takes effect between steps; one step of the largest networks is slow on a CPU. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      defaultValue = "icnet",
      description = "The recipe: a built-in one, or a YAML file (default: ${DEFAULT-VALUE}).")
  private String recipe = "icnet";

  @Mixin private TrainingOptions learning = new TrainingOptions();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Folder of the run. A run with a checkpoint is resumed.")
  private @Nullable Path run;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Do not train; draw the first samples and their labels as a PNG.")
  private @Nullable Path sheet;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description =
          "Initial weights: .onnx or .safetensors (default: random). Not used when a run is resumed.")
  private @Nullable Path init;

  @Option(
      names = "--prune",
      paramLabel = "FILE",
      description =
          "Initial weights: a wider model (.onnx) of the same network, pruned to the kernels with the largest norm.")
  private @Nullable Path prune;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    OutputFiles.expect("--sheet", sheet);
    try {
      Recipe how = learning.recipe(recipe);
      if (sheet != null) {
        draw(how, sheet, out);
      } else if (run != null) {
        train(how, new RunFolder(run), out);
      } else {
        throw new UsageException("expected --run DIR for the files of the run, or --sheet FILE");
      }
    } catch (DataException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void draw(Recipe how, Path file, PrintWriter out)
      throws IOException, InterruptedException {
    try (TaskProgress progress =
        TaskProgress.of("drawing samples", "samples", 0, spec.commandLine().getErr())) {
      SampleSheet.write(how, learning.open(how), file);
      progress.check();
    }
    out.println("sheet=" + file);
  }

  private void train(Recipe how, RunFolder folder, PrintWriter out)
      throws IOException, InterruptedException {
    try (StopSignal stop = StopSignal.onSignal(LONGEST_STEP);
        TrainingProgress progress = new TrainingProgress(out, stop)) {
      TrainingData what = learning.open(how);
      RunReport report =
          Trainer.train(how, what, folder, learning.device(), first(how, folder, out), progress);
      ScorePoint best = report.best().orElse(null);
      out.println(
          best == null
              ? "stopped before the first score; the same command resumes from here"
              : String.format(
                  Locale.ROOT,
                  "mIoU=%.4f accuracy=%.4f step=%d of=%d hours=%.2f model=%s",
                  best.meanIou(),
                  best.accuracy(),
                  best.step(),
                  report.recipe().steps(),
                  best.hours(),
                  folder.best()));
    } catch (CancellationException e) {
      out.println("stopped before the first step; the same command starts again");
    }
  }

  private Trainer.Start first(Recipe how, RunFolder folder, PrintWriter out) throws IOException {
    if (init != null && prune != null) {
      throw new UsageException("--init and --prune: expected only one of them");
    }
    if (Files.isRegularFile(folder.checkpoint())) {
      return InitialWeights.random(how); // the checkpoint has all weights
    }
    if (prune != null) {
      return InitialWeights.pruned(how, prune, out);
    }
    return init == null ? InitialWeights.random(how) : InitialWeights.of(how, init, out);
  }
}
