package dev.weir.cli.models;

import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.ModelInfo;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.WidthMultiplier;
import dev.weir.zoo.cost.Cost;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.cost.LayerCost;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelFile;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir models show}. */
@Command(
    name = "show",
    description =
        "Show the metadata of a model, or a network of the zoo, and the cost of its layers.",
    footer = {
      "",
      "Examples:",
      "  weir models show icnet-camvid",
      "  weir models show pspnet50 --size 713x713 --classes 21 --width 0.5"
    })
final class ModelsShowCommand implements Callable<Integer> {
  private static final String DEFAULT_SIZE = "480x352";
  private static final int DEFAULT_CLASSES = 11;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME|FILE|NETWORK",
      description = "An installed model, an .onnx file, or a network of the zoo.")
  private String name = "";

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "For a network: size to count costs at (default: 480x352).")
  private @Nullable String size;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "For a network: number of classes (default: 11).")
  private @Nullable Integer classes;

  @Option(
      names = "--width",
      paramLabel = "X",
      description = "For a network: channels as a multiple of the published ones (default: 1).")
  private @Nullable Double width;

  @Override
  public Integer call() throws IOException {
    Path file = ModelFiles.installed().find(name);
    boolean network = Networks.names().contains(name.toLowerCase(Locale.ROOT));
    if (file != null && (Files.isRegularFile(file) || !network)) {
      if (size != null || classes != null || width != null) {
        throw new UsageException(
            "--size, --classes, --width: only for networks of the zoo; %s is a model, which has its own"
                .formatted(name));
      }
      ModelFile model = ModelFile.read(file);
      showModel(ModelInfo.of(model), digest(model));
    } else if (network) {
      showNetwork();
    } else {
      throw new UsageException(
          "%s: expected an installed model (%s), a file, or a network of the zoo (%s)"
              .formatted(
                  name, ModelFiles.installed().names(), String.join(", ", Networks.names())));
    }
    return 0;
  }

  private static String digest(ModelFile model) {
    return model
        .digest()
        .map(digest -> digest + ", matches")
        .orElse("none; damage to its weights cannot be detected");
  }

  private void showModel(ModelInfo model, String digest) {
    ModelMetadata about = model.metadata();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", model.id());
    facts.put("content", digest);
    facts.put("network", about.network() + ", width " + new WidthMultiplier(about.width()));
    facts.put("working size", about.size());
    facts.put("classes", String.join(", ", about.classNames()));
    if (EnsembleModel.is(about)) {
      facts.putAll(new TreeMap<>(about.provenance()));
      facts.put("network", "an ensemble; show its members to see their layers");
      print(facts);
      return;
    }
    facts.put(
        "normalization",
        "(x / 255 - %s) / %s".formatted(about.normalization().mean(), about.normalization().std()));
    facts.putAll(new TreeMap<>(about.provenance()));
    if (ImportedModel.is(about)) {
      facts.put("network", "an imported model; its layers are not listed");
      print(facts);
      return;
    }
    Network network = Networks.of(about.network(), about.classNames().size(), about.width());
    show(facts, CostOps.of(network, about.size().height(), about.size().width()));
  }

  private void showNetwork() {
    try {
      InputSize at = InputSize.parse(size == null ? DEFAULT_SIZE : size);
      Network network =
          Networks.of(name, classes == null ? DEFAULT_CLASSES : classes, width == null ? 1 : width);
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("network", network.name() + ", width " + new WidthMultiplier(network.width()));
      facts.put("paper", network.paper().title());
      facts.put("authors", network.paper().authors());
      facts.put("published", network.paper().venue() + ", " + network.paper().year());
      facts.put("size", at);
      facts.put("classes", network.classes());
      show(facts, CostOps.of(network, at.height(), at.width()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private PrintWriter print(Map<String, Object> facts) {
    PrintWriter out = spec.commandLine().getOut();
    facts.forEach((k, v) -> out.printf("%-14s %s%n", k, v));
    return out;
  }

  private void show(Map<String, Object> facts, Cost cost) {
    PrintWriter out = print(facts);
    String row = "%-26s %-24s %15s %12s %18s%n";
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
  }
}
