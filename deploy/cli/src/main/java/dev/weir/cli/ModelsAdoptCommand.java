package dev.weir.cli;

import dev.weir.inference.ForeignTrial;
import dev.weir.inference.ModelException;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.AdoptedModel;
import dev.weir.zoo.ChannelOrder;
import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.ForeignModel;
import dev.weir.zoo.ForeignOutput;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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

/** {@code weir models adopt}: a network made elsewhere as a model of Weir's. */
@Command(
    name = "adopt",
    description = {
      "Write a network made elsewhere as a model that can be scored and deployed.",
      "It takes a picture as float [N, 3, H, W] and gives scores, float [N, classes, h, w],",
      "or class numbers, int64, int32 or uint8 [N, h, w] or [N, 1, h, w]: so exporters of",
      "PyTorch, torchvision, MMSegmentation and Hugging Face write it."
    },
    footer = {
      "",
      "What it learnt pixels as, its makers say. ImageNet's, the commonest, are",
      "--mean 0.485,0.456,0.406 --deviation 0.229,0.224,0.225; the same times 255 is",
      "123.675,116.28,103.53 and 58.395,57.12,57.375. Of values 0 to 1: 0 and 1; of -1 to 1:",
      "0.5 and 0.5.",
      "",
      "Example:",
      "  weir models adopt segformer.onnx street.onnx --classes cityscapes --size 1024x512 \\",
      "    --mean 0.485,0.456,0.406 --deviation 0.229,0.224,0.225 --note terms=research"
    })
final class ModelsAdoptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description =
          "Working size inside the graph (default: its input's own, where that is fixed).")
  private @Nullable String size;

  @Option(
      names = "--mean",
      paramLabel = "M[,M,M]",
      required = true,
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description = "Mean of the pixels as a share of 255, one or by channel, in its own order.")
  private List<Float> mean = List.of();

  @Option(
      names = "--deviation",
      paramLabel = "D[,D,D]",
      required = true,
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description = "Standard deviation of the pixels, likewise.")
  private List<Float> deviation = List.of();

  @Option(
      names = "--order",
      paramLabel = "rgb|bgr",
      defaultValue = "rgb",
      description = "The order of its channels (default: ${DEFAULT-VALUE}).")
  private ChannelOrder order = ChannelOrder.RGB;

  @Option(
      names = "--classes",
      paramLabel = "camvid|cityscapes|FILE",
      required = true,
      description = {
        "What its classes are. A FILE names one a line, class 0 first: a name and a colour,",
        "such as: traffic light #faaa1e"
      })
  private String classes = "";

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "Of several outputs the one that scores classes.")
  private @Nullable String output;

  @Option(
      names = "--note",
      paramLabel = "KEY=TEXT",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description = "Provenance to keep in the file: data, terms, score, commit; repeatable.")
  private Map<String, String> notes = new LinkedHashMap<>();

  @Parameters(index = "0", paramLabel = "FILE", description = "The .onnx file to adopt.")
  private @Nullable Path source;

  @Parameters(index = "1", paramLabel = "OUT", description = "The .onnx file to write.")
  private @Nullable Path target;

  @Override
  public Integer call() throws IOException {
    Path from = Objects.requireNonNull(source);
    Path to = Objects.requireNonNull(target);
    if (!Files.isRegularFile(from)) {
      throw new UsageException("%s: no such file".formatted(from));
    }
    DeployedModel model;
    try {
      model = adopted(ForeignModel.read(from));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    tryOut(model, to);
    model.write(to);
    spec.commandLine().getOut().println("model=%s bytes=%d".formatted(to, Files.size(to)));
    return 0;
  }

  private DeployedModel adopted(ForeignModel foreign) throws IOException {
    ClassMap map = ClassSets.of(classes);
    Size working = foreign.size(size == null ? null : Size.parse(size));
    ModelMetadata metadata =
        new ModelMetadata(
            AdoptedModel.NETWORK,
            1,
            map.classes().stream().map(ClassMap.Entry::name).toList(),
            map.classes().stream().map(ClassMap.Entry::rgb).toList(),
            normalisation(),
            working,
            notes);
    ForeignOutput found = ForeignTrial.run(foreign, foreign.output(output), working);
    return AdoptedModel.of(foreign, found, metadata, order);
  }

  private Normalisation normalisation() {
    return new Normalisation(
        redFirst(PixelNumbers.of("--mean", mean)),
        redFirst(PixelNumbers.of("--deviation", deviation)));
  }

  private List<Float> redFirst(List<Float> channels) {
    return order == ChannelOrder.RGB
        ? channels
        : List.of(channels.get(2), channels.get(1), channels.get(0));
  }

  /** Two frames through it, before it takes any other file's place. */
  private static void tryOut(DeployedModel model, Path to) throws IOException {
    Path folder = Files.createTempDirectory("weir-adopt");
    Path file = folder.resolve(to.getFileName().toString());
    try {
      model.write(file);
      try (Segmenter segmenter =
          Segmenter.open(file, new SegmenterOptions(ProviderChoice.CPU, 0))) {
        Size size = segmenter.model().metadata().size();
        int pixels = 2 * size.width() * size.height();
        segmenter.segment(
            ByteBuffer.allocateDirect(3 * pixels),
            2,
            size.height(),
            size.width(),
            ByteBuffer.allocateDirect(pixels));
      }
    } catch (ModelException e) {
      throw new ModelException(
          "%s; if it takes one picture only, export it again with a batch of 1"
              .formatted(e.getMessage()),
          e);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
