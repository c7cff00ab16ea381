package dev.weir.cli.models;

import dev.weir.cli.options.ChannelValues;
import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.shell.OutputFiles;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.TaskProgress;
import dev.weir.cli.shell.UsageException;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.onnx.Precision;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.Safetensors;
import dev.weir.zoo.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir models export}: converts weights to a model, or a model to another size. */
@Command(
    name = "export",
    description = {
      "Write trained weights as a model that can be deployed.",
      "Metadata is copied from a Weir model; options override it. A score belongs to its working",
      "size: in a model of another size it is stored as score-at-WxH."
    },
    footer = {
      "",
      "Examples:",
      "  weir models export --weights icnet-camvid.onnx --size 640x480 small.onnx",
      "  weir models export --network icnet --weights w.safetensors --size 480x352 \\",
      "    --note data=CamVid --note score=52.3 my-icnet.onnx"
    })
final class ModelsExportCommand implements Callable<Integer> {
  private static final String SCORE = "score";

  /** Metadata for weights that have none. */
  private static final ModelMetadata PLAIN =
      new ModelMetadata(
          "icnet",
          1,
          ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList(),
          ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::rgb).toList(),
          Normalization.gray(0.42f, 0.28f),
          new InputSize(480, 352),
          Map.of());

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description =
          "One of 'weir models list --networks' (default: from the .onnx file, or icnet).")
  private @Nullable String network;

  @Option(
      names = "--width",
      paramLabel = "X",
      description =
          "Channels as a multiple of the published ones, 0.05 to 4 (default: from the .onnx file,"
              + " or 1).")
  private @Nullable Double width;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      required = true,
      description = "A Weir model (.onnx), or a .safetensors file with weights by layer name.")
  private @Nullable Path weights;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Working size inside the graph (default: from the .onnx file, or 480x352).")
  private @Nullable String size;

  @Option(
      names = "--mean",
      paramLabel = "M[,M,M]",
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description =
          "Mean of the pixels, 0 to 1, one number or one per channel (default: from the .onnx file, or 0.42).")
  private List<Float> mean = List.of();

  @Option(
      names = "--std",
      paramLabel = "D[,D,D]",
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description =
          "Standard deviation of the pixels, in the same form (default: from the .onnx file, or 0.28).")
  private List<Float> std = List.of();

  @Option(
      names = "--unpooling",
      paramLabel = "operator|scatter",
      defaultValue = "operator",
      description =
          "How segnet, deconvnet and edeconvnet unpool; scatter runs entirely on CUDA (default:"
              + " ${DEFAULT-VALUE}).")
  private Unpooling unpooling = Unpooling.OPERATOR;

  @Option(
      names = "--precision",
      paramLabel = "fp32|fp16",
      defaultValue = "fp32",
      description = "Precision of the network; fp16 is for GPUs (default: ${DEFAULT-VALUE}).")
  private Precision precision = Precision.FP32;

  @Option(
      names = "--note",
      paramLabel = "KEY=TEXT",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description =
          "Provenance to store in the file, such as data, terms, score, seed, epochs or commit;"
              + " repeatable. Overrides a note of the .onnx file with the same key.")
  private Map<String, String> notes = new LinkedHashMap<>();

  @Parameters(paramLabel = "FILE", description = "The .onnx file to write.")
  private @Nullable Path target;

  @Override
  public Integer call() throws IOException {
    Path from = Objects.requireNonNull(weights);
    Path to = Objects.requireNonNull(target);
    OutputFiles.expect("FILE", to);
    if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException("--weights %s: no such file".formatted(from));
    }
    DeployedModel model;
    try (TaskProgress progress =
        TaskProgress.of("exporting", "models", 0, spec.commandLine().getErr())) {
      model = exported(from);
      progress.check();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    model.write(to);
    spec.commandLine().getOut().println("model=%s bytes=%d".formatted(to, Files.size(to)));
    return 0;
  }

  private DeployedModel exported(Path from) throws IOException {
    Weights trained;
    ModelMetadata own;
    if (ModelFiles.isOnnx(from)) {
      OnnxWeights model = OnnxWeights.read(from);
      own = model.metadata();
      trained = model;
      refuseWhatIsNotOneNetwork(own);
    } else {
      own = PLAIN;
      trained = Safetensors.read(from);
    }
    ModelMetadata metadata = changed(own);
    Network zoo = Networks.of(metadata.network(), metadata.classNames().size(), metadata.width());
    return DeployedModel.of(zoo, trained, metadata, unpooling, precision);
  }

  private void refuseWhatIsNotOneNetwork(ModelMetadata own) {
    if (EnsembleModel.is(own)) {
      throw new UsageException(
          "--weights %s: an ensemble of %s; export its members, then make an ensemble of them"
              .formatted(weights, EnsembleModel.members(own)));
    }
    if (ImportedModel.is(own)) {
      throw new UsageException(
          "--weights %s: an imported model; change the original network, then import it again"
              .formatted(weights));
    }
  }

  private ModelMetadata changed(ModelMetadata own) {
    InputSize working = size == null ? own.size() : InputSize.parse(size);
    return new ModelMetadata(
        network == null ? own.network() : network,
        width == null ? own.width() : width,
        own.classNames(),
        own.classColors(),
        new Normalization(
            mean.isEmpty() ? own.normalization().mean() : ChannelValues.of("--mean", mean),
            std.isEmpty() ? own.normalization().std() : ChannelValues.of("--std", std)),
        working,
        noted(own, working));
  }

  private Map<String, String> noted(ModelMetadata own, InputSize working) {
    Map<String, String> all = new LinkedHashMap<>(own.provenance());
    all.remove(DeployedModel.PRECISION); // the exported model records its own precision
    String score = working.equals(own.size()) ? null : all.remove(SCORE);
    if (score != null) {
      all.put(SCORE + "-at-" + own.size(), score);
    }
    all.putAll(notes);
    return all;
  }
}
