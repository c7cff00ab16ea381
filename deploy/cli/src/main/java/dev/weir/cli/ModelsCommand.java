package dev.weir.cli;

import dev.weir.inference.Model;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Network;
import dev.weir.zoo.Networks;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.OnnxWeights;
import dev.weir.zoo.Precision;
import dev.weir.zoo.Safetensors;
import dev.weir.zoo.Size;
import dev.weir.zoo.Unpooling;
import dev.weir.zoo.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    description = "Models and networks: list, show, compare, ensemble, export, quantize.",
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsCompareCommand.class,
      ModelsCommand.ExportCommand.class,
      ModelsQuantizeCommand.class,
      ModelsEnsembleCommand.class
    })
final class ModelsCommand implements Runnable {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** What a model file says of itself. */
  static Model describe(Path file) throws IOException {
    try (Segmenter segmenter = Segmenter.open(file, CPU)) {
      return segmenter.model();
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
        description = "One of 'weir models list --networks' (default: ${DEFAULT-VALUE}).")
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
        names = "--unpooling",
        paramLabel = "operator|scatter",
        defaultValue = "operator",
        description =
            "How segnet, deconvnet and edeconvnet unpool: scatter runs on CUDA throughout (default:"
                + " ${DEFAULT-VALUE}).")
    private Unpooling unpooling = Unpooling.OPERATOR;

    @Option(
        names = "--precision",
        paramLabel = "fp32|fp16",
        defaultValue = "fp32",
        description = "What the network computes in; fp16 is for GPUs (default: ${DEFAULT-VALUE}).")
    private Precision precision = Precision.FP32;

    @Option(
        names = "--note",
        paramLabel = "KEY=TEXT",
        split = Settings.BETWEEN,
        hideParamSyntax = true,
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
        Network zoo = Networks.of(network, classes.size(), width);
        model = DeployedModel.of(zoo, trained, metadata, unpooling, precision);
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
