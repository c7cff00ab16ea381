package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * An external network as a {@link DeployedModel}: its own graph, in its own operator set, with the
 * steps from and to pixels around it.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → channels first → resize to the working size → ordered, normalized
 *   → the network ─┬→ scores [N, classes, h, w] → resize to [H, W] → largest ─┐
 *                  ├→ scores without a background → resize → beside a constant → largest ─┤
 *                  └→ class numbers [N, h, w] → nearest of [H, W] ────────────┴→ classes u8 [N, H, W]
 * </pre>
 *
 * A network that takes one picture at a time is asked picture by picture. One that scores a class
 * against the rest has no score for the background: a pixel is background, class 0, where no score
 * is above the threshold.
 */
public final class ImportedModel {
  /** Takes the place of the network's name in its metadata. */
  public static final String NETWORK = "imported";

  /** The provenance key that names the file it was made from. */
  public static final String SOURCE = "imported-from";

  /** The value that older versions wrote in place of {@link #NETWORK}. */
  private static final String FORMER_NETWORK = "adopted";

  private static final String PREFIX = "network.";
  private static final int UNKNOWN = 255;

  private ImportedModel() {}

  /** Whether a model is one. */
  public static boolean is(ModelMetadata metadata) {
    return metadata.network().equals(NETWORK) || metadata.network().equals(FORMER_NETWORK);
  }

  /** Builds the graph, with the default threshold where the network has no background. */
  public static DeployedModel of(
      ExternalModel external,
      ExternalModelOutput output,
      ModelMetadata metadata,
      ChannelOrder order) {
    return of(external, output, metadata, order, OptionalDouble.empty());
  }

  /**
   * Builds the graph.
   *
   * @param external {@linkplain ExternalModel#ordered given its channels} in the same order
   * @param output of the network, as measured on a picture of the metadata's size
   * @param metadata whose network is {@link #NETWORK}; what it was made from is added
   * @param threshold the probability above which a pixel has a class and is not background; empty
   *     for {@value BackgroundScore#DEFAULT_THRESHOLD} of networks that score one class
   * @throws IllegalArgumentException if the network gives another number of classes, or a threshold
   *     is given for a network that does not use one
   */
  public static DeployedModel of(
      ExternalModel external,
      ExternalModelOutput output,
      ModelMetadata metadata,
      ChannelOrder order,
      OptionalDouble threshold) {
    if (external.channels() != order.channels()) {
      throw new IllegalArgumentException(
          "%s: takes %d channels, expected %d of order %s"
              .formatted(external.file(), external.channels(), order.channels(), order));
    }
    boolean background =
        ExternalModelClasses.check(external, output, metadata.classNames(), threshold);
    OnnxGraph graph = new OnnxGraph(NETWORK, external.model());
    graph.input(DeployedModel.INPUT, DataType.UINT8, "N", "H", "W", 3);
    String image = NetworkInput.image(graph, metadata, order).name();
    String found =
        external.single()
            ? each(graph, external, output, image, metadata)
            : found(graph, external, output, image, metadata.classNames().size());
    if (output.kind() == ExternalModelOutput.Kind.CLASSES) {
      numbers(graph, found);
    } else if (background) {
      String full = DeployedModel.atFrameSize(graph, found, "full_scores", "linear");
      DeployedModel.largest(
          graph,
          new BackgroundScore(threshold.orElse(BackgroundScore.DEFAULT_THRESHOLD))
              .beside(graph, full, output.kind()));
    } else {
      boolean shares = output.kind() == ExternalModelOutput.Kind.PROBABILITIES;
      String name = shares ? ClassScoreOutput.PROBABILITIES : "full_scores";
      DeployedModel.largest(graph, DeployedModel.atFrameSize(graph, found, name, "linear"));
    }
    graph.output(DeployedModel.OUTPUT, DataType.UINT8, "N", "H", "W");
    graph.removeUnused(DeployedModel.OUTPUT);
    String source =
        "%s, %s, output '%s'%s"
            .formatted(
                external,
                order.name().toLowerCase(Locale.ROOT),
                output.name(),
                background
                    ? ", background up to a probability of %s"
                        .formatted(threshold.orElse(BackgroundScore.DEFAULT_THRESHOLD))
                    : "");
    return DeployedModel.of(graph, metadata.noted(SOURCE, source));
  }

  /** What the network gives: float scores or u8 class numbers, [N, channels, h, w]. */
  private static String found(
      OnnxGraph graph,
      ExternalModel external,
      ExternalModelOutput output,
      String image,
      int classes) {
    String given = external.half() ? cast(graph, image, "half_image", DataType.FLOAT16) : image;
    graph.embed(external.model(), PREFIX, Map.of(external.input(), given));
    String result = PREFIX + output.name();
    String numbers =
        output.kind() == ExternalModelOutput.Kind.CLASSES ? known(graph, result, classes) : result;
    String values = cast(graph, numbers, "found", type(output));
    return reshaped(
        graph, values, "found.maps", -1, output.channels(), output.height(), output.width());
  }

  /** The same of a network that takes one picture at a time. */
  private static String each(
      OnnxGraph graph,
      ExternalModel external,
      ExternalModelOutput output,
      String image,
      ModelMetadata metadata) {
    InputSize size = metadata.size();
    OnnxGraph one = new OnnxGraph("one", external.model());
    int channels = external.channels();
    one.input("one.image", DataType.FLOAT, channels, size.height(), size.width());
    String batch =
        reshaped(one, "one.image", "one.batch", 1, channels, size.height(), size.width());
    String maps = found(one, external, output, batch, metadata.classNames().size());
    String result =
        reshaped(one, maps, "one.maps", output.channels(), output.height(), output.width());
    one.output(result, type(output), output.channels(), output.height(), output.width());
    return graph.add(
        new OnnxNode("Scan", "each")
            .input(image)
            .graph("body", one.body())
            .integer("num_scan_inputs", 1));
  }

  /** Maps invalid class numbers to 255; otherwise 256 would become 0. */
  private static String known(OnnxGraph graph, String found, int classes) {
    String numbers = cast(graph, found, "numbers", DataType.INT64);
    String below =
        graph.add(new OnnxNode("Less", "below").input(numbers).input(number(graph, "zero", 0)));
    String some = graph.add(new OnnxNode("Not", "some").input(below));
    String few =
        graph.add(
            new OnnxNode("Less", "few").input(numbers).input(number(graph, "classes", classes)));
    String known = graph.add(new OnnxNode("And", "known").input(some).input(few));
    return graph.add(
        new OnnxNode("Where", "numbered")
            .input(known)
            .input(numbers)
            .input(number(graph, "none", UNKNOWN)));
  }

  private static String number(OnnxGraph graph, String name, long value) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return graph.raw("number." + name, DataType.INT64, List.of(), bytes);
  }

  private static DataType type(ExternalModelOutput output) {
    return output.kind() == ExternalModelOutput.Kind.CLASSES ? DataType.UINT8 : DataType.FLOAT;
  }

  /** Class numbers [N, 1, h, w] as the frame's classes. */
  private static void numbers(OnnxGraph graph, String found) {
    String full = DeployedModel.atFrameSize(graph, found, "full_classes", "nearest");
    String first = number(graph, "first", 0);
    graph.add(
        new OnnxNode("Gather", DeployedModel.OUTPUT).input(full).input(first).integer("axis", 1),
        DeployedModel.OUTPUT);
  }

  private static String cast(OnnxGraph graph, String x, String name, DataType type) {
    return graph.add(new OnnxNode("Cast", name).input(x).integer("to", type.getNumber()));
  }

  private static String reshaped(OnnxGraph graph, String x, String name, long... shape) {
    return graph.add(
        new OnnxNode("Reshape", name).input(x).input(graph.integers(name + ".shape", shape)));
  }
}
