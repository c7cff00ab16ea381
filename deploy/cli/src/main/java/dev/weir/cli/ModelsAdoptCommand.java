package dev.weir.cli;

import dev.weir.frame.TemporaryFolder;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
      "0.5 and 0.5; of 0 to 255: 0 and 0.00392157, and where a mean is taken away from those",
      "(Caffe's), that mean / 255 and 0.00392157.",
      "A class number that is of no class is found only when it comes, and fails that frame.",
      "",
      "Example:",
      "  weir models adopt segformer.onnx street.onnx --classes cityscapes --size 1024x512 \\",
      "    --mean 0.485,0.456,0.406 --deviation 0.229,0.224,0.225 --note terms=research"
    })
final class ModelsAdoptCommand implements Callable<Integer> {
  /** Of all pixels, those whose two best scores are equal but for rounding. */
  private static final double MIXED = 0.01;

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
    if (Files.exists(to) && Files.isSameFile(from, to)) {
      throw new UsageException("%s: expected another file to write".formatted(to));
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

  /** Two frames through it, together and each alone, before it takes any other file's place. */
  private static void tryOut(DeployedModel model, Path to) throws IOException {
    try (TemporaryFolder folder =
        TemporaryFolder.create("weir-adopt", (model.toBytes().length >> 20) + 1)) {
      Path file = folder.path().resolve(to.getFileName().toString());
      model.write(file);
      try (Segmenter segmenter =
          Segmenter.open(file, new SegmenterOptions(ProviderChoice.CPU, 0))) {
        Size size = segmenter.model().metadata().size();
        byte[] noise = new byte[2 * 3 * size.width() * size.height()];
        new Random(1).nextBytes(noise);
        byte[] first = Arrays.copyOf(noise, noise.length / 2);
        byte[] second = Arrays.copyOfRange(noise, noise.length / 2, noise.length);
        byte[] together = masks(segmenter, 2, noise);
        int half = together.length / 2;
        int others =
            others(Arrays.copyOf(together, half), masks(segmenter, 1, first))
                + others(Arrays.copyOfRange(together, half, 2 * half), masks(segmenter, 1, second));
        if (others > MIXED * together.length) {
          throw new UsageException(
              "%s: of %d pixels of two pictures, %d have another class when each comes alone; export it again with a batch of 1"
                  .formatted(to, together.length, others));
        }
      }
    } catch (ModelException e) {
      throw new ModelException(
          "%s; if it takes one picture only, export it again with a batch of 1"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static byte[] masks(Segmenter segmenter, int count, byte[] frames) throws ModelException {
    Size size = segmenter.model().metadata().size();
    ByteBuffer classes = ByteBuffer.allocateDirect(frames.length / 3);
    segmenter.segment(
        ByteBuffer.allocateDirect(frames.length).put(0, frames),
        count,
        size.height(),
        size.width(),
        classes);
    byte[] found = new byte[frames.length / 3];
    classes.get(0, found);
    return found;
  }

  private static int others(byte[] a, byte[] b) {
    int others = 0;
    for (int i = 0; i < a.length; i++) {
      others += a[i] == b[i] ? 0 : 1;
    }
    return others;
  }
}
