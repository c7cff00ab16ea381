package dev.weir.cli.models;

import dev.weir.bench.MachineInfo;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.StopSignal;
import dev.weir.cli.shell.TaskProgress;
import dev.weir.cli.shell.UsageException;
import dev.weir.cli.train.InitialWeights;
import dev.weir.cli.train.TrainingOptions;
import dev.weir.cli.train.TrainingProgress;
import dev.weir.training.compare.ComparedNetwork;
import dev.weir.training.compare.Comparison;
import dev.weir.training.compare.ComparisonEntry;
import dev.weir.training.compare.ComparisonReport;
import dev.weir.training.data.DataException;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.TrainingData;
import dev.weir.zoo.WidthMultiplier;
import dev.weir.zoo.cost.Cost;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir models compare}: networks side by side. */
@Command(
    name = "compare",
    description =
        "Train networks of the zoo with the same recipe, each as wide as a budget allows; score and time them.",
    footer = {
      "",
      "Writes comparison.md, .json and .png to DIR, and each network's run to its own folder.",
      "Ctrl-C stops it; the same command resumes it. Finished networks are not trained again.",
      "",
      "Example:",
      "  weir models compare --data camvid=CamVid:3 --data synthetic:street:1 --run runs/compare"
    })
final class ModelsCompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--networks",
      paramLabel = "NAME",
      split = Settings.BETWEEN_OR_COMMA,
      splitSynopsisLabel = ",",
      description =
          "Networks, separated by commas (default: all of 'weir models list --networks').")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--budget",
      paramLabel = "G",
      defaultValue = "0.65",
      description =
          "Maximum cost of a network at the recipe's working size, in 10^9 multiply-accumulates; it determines the width (default: ${DEFAULT-VALUE}).")
  private double budget;

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      defaultValue = "compare",
      description = "The recipe for all of them (default: ${DEFAULT-VALUE}).")
  private String recipe = "compare";

  @Mixin private TrainingOptions learning = new TrainingOptions();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the comparison. A stopped comparison is resumed.")
  private @Nullable Path run;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (learning.changes("network") || learning.changes("width")) {
      throw new UsageException(
          "--set network, --set width: a comparison sets them; choose networks with --networks, and their width with --budget");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal stop = StopSignal.onSignal()) {
      Recipe how = learning.recipe(recipe);
      Path folder = java.util.Objects.requireNonNull(run);
      List<String> names = networks.isEmpty() ? Networks.names() : networks;
      Comparison comparison = new Comparison(how, names, Math.round(budget * 1e9), folder);
      TrainingData what = learning.open(how);
      boolean done =
          comparison.train(
              what,
              learning.device(),
              InitialWeights::random,
              contender -> {
                out.println(line(contender));
                return new TrainingProgress(out, stop);
              });
      if (done) {
        ComparisonReport report = report(comparison, what);
        report.write(folder);
        out.println(report.markdown());
        out.println(line(report, folder));
      } else {
        out.println("stopped; the same command resumes from here");
      }
    } catch (CancellationException e) {
      spec.commandLine().getOut().println("stopped; the same command resumes from here");
    } catch (DataException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  /** Builds the report. Timing the networks in turns takes a while. */
  private ComparisonReport report(Comparison comparison, TrainingData what) throws IOException {
    try (TaskProgress progress =
        TaskProgress.of("timing networks", "networks", 0, spec.commandLine().getErr())) {
      ComparisonReport report = comparison.report(what, MachineInfo.here().toString());
      progress.check();
      return report;
    }
  }

  private static String line(ComparisonEntry contender) {
    Cost cost = contender.cost();
    return "network=%s width=%s parameters=%d macs=%d run=%s"
        .formatted(
            contender.recipe().network(),
            new WidthMultiplier(contender.recipe().width()),
            cost.parameters(),
            cost.multiplyAccumulates(),
            contender.folder().path());
  }

  private static String line(ComparisonReport report, Path folder) {
    ComparedNetwork best = report.rows().get(0);
    return String.format(
        Locale.ROOT,
        "networks=%d best=%s mIoU=%.4f table=%s",
        report.rows().size(),
        best.network(),
        best.meanIou(),
        folder.resolve("comparison.md"));
  }
}
