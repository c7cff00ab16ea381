package dev.weir.cli;

import dev.weir.inference.Model;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.Cost;
import dev.weir.zoo.CostOps;
import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.LayerCost;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Network;
import dev.weir.zoo.Networks;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.OnnxWeights;
import dev.weir.zoo.Safetensors;
import dev.weir.zoo.Size;
import dev.weir.zoo.Weights;
import dev.weir.zoo.Width;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir models}: what is installed, what it is, and making one. */
@Command(
    name = "models",
    description = "Installed models: list them, show one, export weights to one.",
    subcommands = {
      ModelsCommand.ListCommand.class,
      ModelsCommand.ShowCommand.class,
      ModelsCommand.ExportCommand.class
    })
final class ModelsCommand implements Runnable {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static Model describe(Path file) throws IOException {
    try (Segmenter segmenter = Segmenter.open(file, CPU)) {
      return segmenter.model();
    }
  }

  private static Cost cost(ModelMetadata metadata) {
    Network network =
        Networks.of(metadata.network(), metadata.classNames().size(), metadata.width());
    return CostOps.of(network, metadata.size().height(), metadata.size().width());
  }

  /** {@code weir models list}. */
  @Command(name = "list", description = "The installed models, one a line.")
  static final class ListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      String row = "%-22s %-10s %6s %9s %8s %8s  %s%n";
      out.printf(row, "name", "network", "width", "size", "params", "MACs", "score");
      for (Path file : ModelFiles.installed().list()) {
        Model model = describe(file);
        ModelMetadata about = model.metadata();
        Cost cost = cost(about);
        out.printf(
            row,
            model.name(),
            about.network(),
            new Width(about.width()),
            about.size(),
            "%.2f M".formatted(cost.parameters() / 1e6),
            "%.2f G".formatted(cost.multiplyAccumulates() / 1e9),
            about.provenance().getOrDefault("score", "-"));
      }
      return 0;
    }
  }

  /** {@code weir models show}. */
  @Command(name = "show", description = "What a model says of itself, and what its layers cost.")
  static final class ShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME|FILE", description = "An installed model, or an .onnx file.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      Model model = describe(ModelFiles.installed().resolve(name));
      ModelMetadata about = model.metadata();
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("model", model.id());
      facts.put("network", about.network() + ", width " + new Width(about.width()));
      facts.put("working size", about.size());
      facts.put("classes", String.join(", ", about.classNames()));
      facts.put(
          "normalisation",
          "(x / 255 - %s) / %s"
              .formatted(about.normalisation().mean(), about.normalisation().deviation()));
      facts.putAll(new TreeMap<>(about.provenance()));
      facts.forEach((k, v) -> out.printf("%-14s %s%n", k, v));

      Cost cost = cost(about);
      String row = "%-18s %-22s %15s %10s %14s%n";
      out.println();
      out.printf(row, "layer", "operation", "output CxHxW", "params", "MACs");
      for (LayerCost layer : cost.layers()) {
        out.printf(
            row,
            layer.name(),
            layer.operation(),
            layer.output(),
            layer.parameters() == 0 ? "" : "%,d".formatted(layer.parameters()),
            layer.multiplyAccumulates() == 0 ? "" : "%,d".formatted(layer.multiplyAccumulates()));
      }
      out.printf(
          row,
          "total",
          "with guidance heads",
          "",
          "%,d".formatted(cost.parameters()),
          "%,d".formatted(cost.multiplyAccumulates()));
      return 0;
    }
  }

  /** {@code weir models export}. */
  @Command(
      name = "export",
      description = "Write trained weights as a model that can be deployed.",
      footer = {
        "",
        "Example:",
        "  weir models export --network icnet --weights w.safetensors --size 480x352 \\",
        "    --note data=CamVid --note score=52.3 my-icnet.onnx"
      })
  static final class ExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--network",
        paramLabel = "NAME",
        defaultValue = "icnet",
        description = "One of the zoo (default: ${DEFAULT-VALUE}).")
    private String network = "icnet";

    @Option(
        names = "--width",
        paramLabel = "X",
        defaultValue = "1",
        description =
            "Channels as a multiple of the published ones, 0.05 to 4 (default: ${DEFAULT-VALUE}).")
    private double width = 1;

    @Option(
        names = "--weights",
        paramLabel = "FILE",
        required = true,
        description = "A .safetensors or .onnx file with weights by layer name.")
    private @Nullable Path weights;

    @Option(
        names = "--size",
        paramLabel = "WxH",
        defaultValue = "480x352",
        description = "Working size inside the graph (default: ${DEFAULT-VALUE}).")
    private String size = "480x352";

    @Option(
        names = "--mean",
        paramLabel = "M",
        defaultValue = "0.42",
        description = "Mean of the pixels, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private float mean;

    @Option(
        names = "--deviation",
        paramLabel = "D",
        defaultValue = "0.28",
        description = "Standard deviation of the pixels (default: ${DEFAULT-VALUE}).")
    private float deviation;

    @Option(
        names = "--note",
        paramLabel = "KEY=TEXT",
        description =
            "Provenance to keep in the file: data, terms, score, seed, epochs, commit; repeatable.")
    private Map<String, String> notes = new LinkedHashMap<>();

    @Parameters(paramLabel = "FILE", description = "The .onnx file to write.")
    private @Nullable Path target;

    @Override
    public Integer call() throws IOException {
      if (weights == null || target == null || !Files.isRegularFile(weights)) {
        throw new UsageException("--weights %s: no such file".formatted(weights));
      }
      List<ClassMap.Entry> classes = ClassMap.CAMVID.classes();
      DeployedModel model;
      try {
        ModelMetadata metadata =
            new ModelMetadata(
                network,
                width,
                classes.stream().map(ClassMap.Entry::name).toList(),
                classes.stream().map(ClassMap.Entry::rgb).toList(),
                Normalisation.grey(mean, deviation),
                Size.parse(size),
                notes);
        Weights trained =
            weights.toString().endsWith(".onnx")
                ? OnnxWeights.read(weights)
                : Safetensors.read(weights);
        model = DeployedModel.of(Networks.of(network, classes.size(), width), trained, metadata);
      } catch (IllegalArgumentException e) {
        throw new UsageException(String.valueOf(e.getMessage()), e);
      }
      model.write(target);
      spec.commandLine()
          .getOut()
          .println("model=%s bytes=%d".formatted(target, Files.size(target)));
      return 0;
    }
  }
}
