package dev.weir.cli.models;

import dev.weir.cli.options.ChannelValues;
import dev.weir.cli.shell.OutputFiles;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.TaskProgress;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.tools.ImportTrial;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ClassSets;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.model.ExternalModelOutput;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelFileException;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir models import}: converts an external network to a Weir model. */
@Command(
    name = "import",
    description = {
      "Write an external network as a model that can be scored and deployed.",
      "Its input must be a picture: float [N, 3, H, W], or [N, 1, H, W] in gray. Its output must be",
      "scores, float [N, classes, h, w], or class numbers, int64, int32, uint8 or bool [N, h, w] or",
      "[N, 1, h, w]. Exporters of PyTorch, torchvision, MMSegmentation and Hugging Face write such",
      "files.",
      "",
      "A network with one score per pixel separates one class from the background: name both with",
      "--classes FILE, background first. If it ends in a sigmoid or returns numbers from 0 to 1, its",
      "scores are probabilities, otherwise logits. A pixel belongs to the class if its probability",
      "is above 0.5, which is a logit of 0."
    },
    footer = {
      "",
      "--mean and --std are the normalization that the network was trained with. ImageNet's is the",
      "most common: --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 (times 255: 123.675,116.28,103.53",
      "and 58.395,57.12,57.375). For inputs from 0 to 1, use 0 and 1; for -1 to 1, 0.5 and 0.5; for",
      "0 to 255, 0 and 0.00392157; for 0 to 255 minus a mean (Caffe), mean / 255 and 0.00392157.",
      "A frame fails if the network returns a class number that has no class.",
      "",
      "Example:",
      "  weir models import segformer.onnx street.onnx --classes cityscapes --size 1024x512 \\",
      "    --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --note terms=research",
      "  printf 'background #000000\\nlane #ff0000\\n' > lane.txt",
      "  weir models import lane.onnx lane-model.onnx --classes lane.txt --mean 0 --std 1"
    })
final class ModelsImportCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ModelsImportCommand.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description =
          "Working size inside the graph (default: the network's input size, if it is fixed).")
  private @Nullable String size;

  @Option(
      names = "--mean",
      paramLabel = "M[,M,M]",
      required = true,
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description =
          "Mean of the pixels as a fraction of 255: one number, or one per channel in the network's order.")
  private List<Float> mean = List.of();

  @Option(
      names = "--std",
      paramLabel = "D[,D,D]",
      required = true,
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description = "Standard deviation of the pixels, in the same form.")
  private List<Float> std = List.of();

  @Option(
      names = "--order",
      paramLabel = "rgb|bgr|gray",
      description =
          "Order of the network's channels (default: rgb, or gray if its input has one channel).")
  private @Nullable ChannelOrder order;

  @Option(
      names = "--classes",
      paramLabel = "camvid|cityscapes|FILE",
      required = true,
      description = {
        "The network's classes. A FILE has one class per line, class 0 first: a name and a color, such as",
        "traffic light #faaa1e"
      })
  private String classes = "";

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The output with the class scores, if there are several outputs.")
  private @Nullable String output;

  @Option(
      names = "--scores",
      paramLabel = "auto|logits|probabilities",
      defaultValue = "auto",
      description = {
        "Kind of scores, if the network scores each class independently, as with a sigmoid (default:",
        "${DEFAULT-VALUE})."
      })
  private ScoreKind scores = ScoreKind.AUTO;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = {
        "For a network that scores each class independently and has no background score: a pixel",
        "belongs to a class if its probability is above P, and otherwise to the background, class 0",
        "(default: 0.5)."
      })
  private @Nullable Double threshold;

  @Option(
      names = "--note",
      paramLabel = "KEY=TEXT",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description =
          "Provenance to store in the file, such as data, terms, score or commit; repeatable.")
  private Map<String, String> notes = new LinkedHashMap<>();

  @Parameters(index = "0", paramLabel = "FILE", description = "The .onnx file to import.")
  private @Nullable Path source;

  @Parameters(index = "1", paramLabel = "OUT", description = "The .onnx file to write.")
  private @Nullable Path target;

  @Override
  public Integer call() throws IOException {
    Path from = Objects.requireNonNull(source);
    Path to = Objects.requireNonNull(target);
    OutputFiles.expect("OUT", to);
    if (Files.exists(from) && Files.exists(to) && Files.isSameFile(from, to)) {
      throw new UsageException(
          "%s: is the file to import; expected another file to write".formatted(to));
    }
    try (TaskProgress progress =
        TaskProgress.of("trying the network", "pictures", 0, spec.commandLine().getErr())) {
      DeployedModel model = imported(ExternalModel.read(from));
      FrameTrial.run(model, to);
      model.write(to);
      progress.check();
    } catch (ModelFileException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    spec.commandLine().getOut().println("model=%s bytes=%d".formatted(to, Files.size(to)));
    return 0;
  }

  private DeployedModel imported(ExternalModel read) throws IOException {
    ClassMap map = classSet();
    ChannelOrder channels = read.order(order);
    ExternalModel external = read.ordered(channels);
    InputSize working = external.size(size == null ? null : InputSize.parse(size));
    ModelMetadata metadata =
        new ModelMetadata(
            ImportedModel.NETWORK,
            1,
            map.classes().stream().map(ClassMap.Entry::name).toList(),
            map.classes().stream().map(ClassMap.Entry::rgb).toList(),
            normalization(channels),
            working,
            notes);
    String name = external.output(output);
    ExternalModelOutput found = scores.of(ImportTrial.run(external, name, working));
    return ImportedModel.of(
        inBatches(external, name, working),
        found,
        metadata,
        channels,
        threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold));
  }

  private ClassMap classSet() {
    try {
      return ClassSets.of(classes);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--classes " + e.getMessage(), e);
    }
  }

  /**
   * Returns the network in the form in which it can be run. A network that takes only one picture
   * at a time may declare a free batch size.
   */
  private ExternalModel inBatches(ExternalModel external, String name, InputSize working)
      throws IOException {
    if (external.single() || ImportTrial.takesBatches(external, name, working)) {
      return external;
    }
    LOG.warn(
        "model={} batch=1 reason=\"its batch size is dynamic, but it fails or returns different results for two pictures at once; it runs one picture at a time\"",
        external.file());
    return external.onePictureAtATime();
  }

  private Normalization normalization(ChannelOrder channels) {
    if (channels == ChannelOrder.GRAY && (mean.size() > 1 || std.size() > 1)) {
      throw new UsageException(
          "--mean, --std: the network has one channel, expected one number for each");
    }
    return new Normalization(
        redFirst(ChannelValues.of("--mean", mean), channels),
        redFirst(ChannelValues.of("--std", std), channels));
  }

  private static List<Float> redFirst(List<Float> values, ChannelOrder channels) {
    return channels == ChannelOrder.BGR
        ? List.of(values.get(2), values.get(1), values.get(0))
        : values;
  }
}
