package dev.weir.cli.models;

import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.ModelException;
import dev.weir.inference.ModelInfo;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.WidthMultiplier;
import dev.weir.zoo.cost.Cost;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir models list}. */
@Command(
    name = "list",
    description = "List the installed models, or with --networks, all networks of the zoo.",
    footer = {
      "",
      "Examples:",
      "  weir models list --size 1280x720",
      "  weir models list --networks --size 2048x1024 --classes 19"
    })
final class ModelsListCommand implements Callable<Integer> {
  private static final String NONE = "-";
  private static final String NETWORK_SIZE = "480x352";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--networks",
      description = "List the networks of the zoo, trained or not, with their cost.")
  private boolean networks;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description =
          "Size to count costs at (default: a model's working size; with --networks, 480x352).")
  private @Nullable String size;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "11",
      description = "With --networks: number of classes (default: ${DEFAULT-VALUE}).")
  private int classes = 11;

  @Option(
      names = "--width",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "With --networks: channels as a multiple of the published ones (default:"
              + " ${DEFAULT-VALUE}).")
  private double width = 1;

  @Override
  public Integer call() throws IOException {
    List<ModelInfo> models = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    for (Path file : ModelFiles.installed().list()) {
      try {
        models.add(ModelInfo.read(file));
      } catch (ModelException e) {
        unusable.add(String.valueOf(e.getMessage()));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (networks) {
        listNetworks(out, models);
      } else {
        listModels(out, models);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    unusable.forEach(why -> spec.commandLine().getErr().println("weir: " + why));
    return unusable.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void listModels(PrintWriter out, List<ModelInfo> models) {
    String row = "%-24s %-17s %4s %6s %9s %8s %8s %7s  %s%n";
    out.printf(
        row, "name", "network", "year", "width", "size", "params", "MACs", "classes", "score");
    for (ModelInfo model : models) {
      ModelMetadata about = model.metadata();
      InputSize at = size == null ? about.size() : InputSize.parse(size);
      Optional<Network> network = network(about);
      Optional<Cost> cost = network.map(n -> CostOps.of(n, at.height(), at.width()));
      out.printf(
          row,
          model.name(),
          about.network(),
          network.map(n -> Integer.toString(n.paper().year())).orElse(NONE),
          new WidthMultiplier(about.width()),
          at,
          cost.map(c -> millions(c.parameters())).orElse(NONE),
          cost.map(c -> billions(c.multiplyAccumulates())).orElse(NONE),
          about.classNames().size(),
          score(model));
    }
  }

  /**
   * Returns the model's network; empty for an ensemble or an imported model, which the zoo cannot
   * build.
   */
  private static Optional<Network> network(ModelMetadata about) {
    return EnsembleModel.is(about) || ImportedModel.is(about)
        ? Optional.empty()
        : Optional.of(Networks.of(about.network(), about.classNames().size(), about.width()));
  }

  private void listNetworks(PrintWriter out, List<ModelInfo> models) {
    String row = "%-25s%4s %9s %9s %7s  %-24s  %-35s  %s%n";
    out.printf(row, "network", "year", "params", "MACs", "classes", "trained", "score", "paper");
    InputSize at = InputSize.parse(size == null ? NETWORK_SIZE : size);
    for (String name : Networks.names()) {
      Network network = Networks.of(name, classes, width);
      Cost cost = CostOps.of(network, at.height(), at.width());
      List<ModelInfo> trained =
          models.stream().filter(m -> m.metadata().network().equals(name)).toList();
      out.printf(
          row,
          name,
          network.paper().year(),
          millions(cost.parameters()),
          billions(cost.multiplyAccumulates()),
          joined(trained.stream().map(m -> "" + m.metadata().classNames().size()).toList()),
          joined(trained.stream().map(ModelInfo::name).toList()),
          joined(trained.stream().map(ModelsListCommand::score).toList()),
          network.paper().authors() + ": " + network.paper().title());
    }
  }

  private static String score(ModelInfo model) {
    return model.metadata().provenance().getOrDefault("score", NONE);
  }

  private static String joined(List<String> values) {
    return values.isEmpty() ? NONE : values.stream().distinct().collect(Collectors.joining(", "));
  }

  private static String millions(long count) {
    return "%.2f M".formatted(count / 1e6);
  }

  private static String billions(long count) {
    return "%.2f G".formatted(count / 1e9);
  }
}
