package dev.weir.zoo;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * A network made elsewhere as a {@link DeployedModel}: its own graph, in its own operator set, with
 * the steps from and to pixels around it.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → channels first → resize to the working size → ordered, normalised
 *   → the network ─┬→ scores [N, classes, h, w] → resize to [H, W] → largest ─┐
 *                  └→ class numbers [N, h, w] → nearest of [H, W] ────────────┴→ classes u8 [N, H, W]
 * </pre>
 *
 * A network that takes one picture at a time is asked picture by picture.
 */
public final class AdoptedModel {
  /** What stands for the network's name in its metadata. */
  public static final String NETWORK = "adopted";

  /** The provenance key that says what it was made from. */
  public static final String SOURCE = "adopted";

  private static final String PREFIX = "network.";
  private static final int MOST_CLASSES = 256;
  private static final int UNKNOWN = 255;

  private AdoptedModel() {}

  /** Whether a model is one. */
  public static boolean is(ModelMetadata metadata) {
    return metadata.network().equals(NETWORK);
  }

  /**
   * Builds the graph.
   *
   * @param output of the network, as it came on a picture of the metadata's size
   * @param metadata whose network is {@link #NETWORK}; what it was made from is added
   * @throws IllegalArgumentException if the network gives another number of classes
   */
  public static DeployedModel of(
      ForeignModel foreign, ForeignOutput output, ModelMetadata metadata, ChannelOrder order) {
    check(foreign, output, metadata.classNames().size());
    OnnxGraph graph = new OnnxGraph(NETWORK, foreign.model());
    graph.input(DeployedModel.INPUT, DataType.UINT8, "N", "H", "W", 3);
    String image = DeployedModel.image(graph, metadata, order).name();
    String found =
        foreign.single()
            ? each(graph, foreign, output, image, metadata)
            : found(graph, foreign, output, image, metadata.classNames().size());
    switch (output.kind()) {
      case SCORES ->
          DeployedModel.largest(
              graph, DeployedModel.atFrameSize(graph, found, "full_scores", "linear"));
      case PROBABILITIES ->
          DeployedModel.largest(
              graph, DeployedModel.atFrameSize(graph, found, ClassScores.PROBABILITIES, "linear"));
      case CLASSES -> numbers(graph, found);
    }
    graph.output(DeployedModel.OUTPUT, DataType.UINT8, "N", "H", "W");
    graph.removeUnused(DeployedModel.OUTPUT);
    String source =
        "%s, %s, output '%s'"
            .formatted(foreign, order == ChannelOrder.RGB ? "rgb" : "bgr", output.name());
    return DeployedModel.of(graph, metadata.noted(SOURCE, source));
  }

  private static void check(ForeignModel foreign, ForeignOutput output, int classes) {
    boolean numbers = output.kind() == ForeignOutput.Kind.CLASSES;
    if (numbers && output.largest() >= Math.min(classes, MOST_CLASSES)) {
      throw new IllegalArgumentException(
          "%s: its output '%s' gave class number %d on noise, the class set has %d: expected 0 to %d; name the classes that it was trained for with --classes"
              .formatted(foreign.file(), output.name(), output.largest(), classes, classes - 1));
    }
    if (!numbers && output.channels() != classes) {
      throw new IllegalArgumentException(
          "%s: its output '%s' has %d scores a pixel, the class set has %d classes: expected as many; name the classes that it was trained for with --classes"
              .formatted(foreign.file(), output.name(), output.channels(), classes));
    }
  }

  /** What the network gives: float scores or u8 class numbers, [N, channels, h, w]. */
  private static String found(
      OnnxGraph graph, ForeignModel foreign, ForeignOutput output, String image, int classes) {
    String given = foreign.half() ? cast(graph, image, "half_image", DataType.FLOAT16) : image;
    graph.embed(foreign.model(), PREFIX, Map.of(foreign.input(), given));
    String result = PREFIX + output.name();
    String numbers =
        output.kind() == ForeignOutput.Kind.CLASSES ? known(graph, result, classes) : result;
    String values = cast(graph, numbers, "found", type(output));
    return reshaped(
        graph, values, "found.maps", -1, output.channels(), output.height(), output.width());
  }

  /** The same of a network that takes one picture at a time. */
  private static String each(
      OnnxGraph graph,
      ForeignModel foreign,
      ForeignOutput output,
      String image,
      ModelMetadata metadata) {
    Size size = metadata.size();
    OnnxGraph one = new OnnxGraph("one", foreign.model());
    one.input("one.image", DataType.FLOAT, 3, size.height(), size.width());
    String batch = reshaped(one, "one.image", "one.batch", 1, 3, size.height(), size.width());
    String maps = found(one, foreign, output, batch, metadata.classNames().size());
    String result =
        reshaped(one, maps, "one.maps", output.channels(), output.height(), output.width());
    one.output(result, type(output), output.channels(), output.height(), output.width());
    return graph.add(
        new OnnxNode("Scan", "each")
            .input(image)
            .graph("body", one.body())
            .integer("num_scan_inputs", 1));
  }

  /** Class numbers that are of no class as 255, or 256 would be taken for 0. */
  private static String known(OnnxGraph graph, String found, int classes) {
    String numbers = cast(graph, found, "numbers", DataType.INT64);
    String below =
        graph.add(new OnnxNode("Less", "below").input(numbers).input(number(graph, "nought", 0)));
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

  private static DataType type(ForeignOutput output) {
    return output.kind() == ForeignOutput.Kind.CLASSES ? DataType.UINT8 : DataType.FLOAT;
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
