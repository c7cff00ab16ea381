package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.frame.WholeFile;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Shape;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import dev.weir.zoo.onnx.OnnxOps;
import dev.weir.zoo.onnx.OptionalGuidanceWeights;
import dev.weir.zoo.onnx.Precision;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network as it is deployed: the graph takes a frame and returns a mask. All steps between them
 * run where the graph runs.
 *
 * <pre>
 * frames u8 [N, H, W, 3] blue green red
 *   → channels first → resize to the working size → red green blue, normalized
 *   → network → scores → resize to [H, W] → largest
 * classes u8 [N, H, W]
 * </pre>
 *
 * N, H and W are free. Resizing comes before normalizing, so that only the working size is paid
 * for.
 */
public final class DeployedModel {
  /** The graph's input. */
  public static final String INPUT = "frames";

  /** The graph's output. */
  public static final String OUTPUT = "classes";

  /** The provenance key that names a precision other than binary32: {@code fp16}, {@code int8}. */
  public static final String PRECISION = "precision";

  private final ModelProto model;

  private DeployedModel(ModelProto model) {
    this.model = model;
  }

  /**
   * Builds the graph, unpooling by {@link Unpooling#OPERATOR}.
   *
   * @throws WeightsException if a weight is missing or has another shape
   * @throws IllegalArgumentException if the metadata names another number of classes
   */
  public static DeployedModel of(Network network, Weights weights, ModelMetadata metadata) {
    return of(network, weights, metadata, Unpooling.OPERATOR);
  }

  /**
   * Builds the graph.
   *
   * @param unpooling how a network that unpools does so; others are the same either way
   * @throws WeightsException if a weight is missing or has another shape
   * @throws IllegalArgumentException if the metadata names another number of classes
   */
  public static DeployedModel of(
      Network network, Weights weights, ModelMetadata metadata, Unpooling unpooling) {
    return of(
        network,
        weights,
        metadata,
        (graph, found, image) ->
            network.scores(new OnnxOps(graph, found, unpooling), image).main());
  }

  /**
   * Builds the graph.
   *
   * @param unpooling how a network that unpools does so; others are the same either way
   * @param precision of the network; pixels are resized and classes chosen in binary32
   * @throws WeightsException if a weight is missing or has another shape
   * @throws IllegalArgumentException if the metadata names another number of classes
   */
  public static DeployedModel of(
      Network network,
      Weights weights,
      ModelMetadata metadata,
      Unpooling unpooling,
      Precision precision) {
    if (precision == Precision.FP32) {
      return of(network, weights, metadata, unpooling);
    }
    return of(
        network,
        weights,
        metadata.noted(PRECISION, "fp16"),
        (graph, found, image) -> {
          OnnxOps ops = new OnnxOps(graph, found, unpooling, precision);
          OnnxOps.Map2d half = cast(graph, image, "half_image", DataType.FLOAT16);
          OnnxOps.Map2d scores = network.scores(ops, half).main();
          return cast(graph, scores, "real_scores", DataType.FLOAT);
        });
  }

  private static OnnxOps.Map2d cast(OnnxGraph graph, OnnxOps.Map2d x, String name, DataType type) {
    OnnxNode node = new OnnxNode("Cast", name).input(x.name()).integer("to", type.getNumber());
    return new OnnxOps.Map2d(graph.add(node), x.shape());
  }

  /** How a network is written into a graph. */
  public interface Reading {
    /** Writes the network; its main scores, in floats. */
    OnnxOps.Map2d scores(OnnxGraph graph, Weights weights, OnnxOps.Map2d image);
  }

  public static DeployedModel of(
      Network network, Weights weights, ModelMetadata metadata, Reading reading) {
    if (metadata.classNames().size() != network.classes()) {
      throw new IllegalArgumentException(
          "%d class names for a network of %d classes: expected the same number"
              .formatted(metadata.classNames().size(), network.classes()));
    }
    OnnxGraph graph = new OnnxGraph(network.name());
    OptionalGuidanceWeights found = new OptionalGuidanceWeights(weights);
    graph.input(INPUT, DataType.UINT8, "N", "H", "W", 3);
    classes(graph, reading.scores(graph, found, NetworkInput.image(graph, metadata)));
    graph.output(OUTPUT, DataType.UINT8, "N", "H", "W");
    graph.removeUnused(OUTPUT);
    found.requireAllOf(graph);
    return of(graph, metadata);
  }

  /**
   * Finds the weights that a deployed network requires and these weights lack. Guidance heads are
   * not deployed.
   *
   * @return their names in the network's order; empty if nothing is missing
   * @throws WeightsException if a weight that is there has another shape
   */
  public static List<String> missing(Network network, Weights weights) {
    if (CostOps.parametersOf(network).stream().allMatch(p -> weights.has(p.name()))) {
      return List.of();
    }
    OnnxGraph graph = new OnnxGraph(network.name());
    OptionalGuidanceWeights found = new OptionalGuidanceWeights(weights);
    OnnxOps ops = new OnnxOps(graph, found, Unpooling.OPERATOR);
    // No weight's name depends on the image's size.
    OnnxOps.Map2d image = new OnnxOps.Map2d("image", new Shape(3, 128, 128));
    graph.removeUnused(network.scores(ops, image).main().name());
    return found.missingIn(graph).stream().map(Parameter::name).toList();
  }

  /** Returns the model of a complete graph. */
  static DeployedModel of(OnnxGraph graph, ModelMetadata metadata) {
    ModelProto.Builder model = graph.model();
    metadata
        .toProperties()
        .forEach(
            (k, v) ->
                model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(k).setValue(v)));
    return new DeployedModel(ContentDigest.added(model.build()));
  }

  /** Resized to a height and width, smoothly. */
  static String resized(OnnxGraph graph, String x, String size, String name) {
    return resized(graph, x, size, name, "linear");
  }

  /**
   * Resized to a height and width, by the sizes of all four axes: ONNX Runtime 1.29 loses those of
   * two when it moves the transpositions of quantised layers through a resize.
   */
  private static String resized(OnnxGraph graph, String x, String size, String name, String mode) {
    OnnxNode sizes =
        new OnnxNode("Concat", name + ".sizes")
            .input(graph.sides(x, 0, 2, name + ".kept"))
            .input(size)
            .integer("axis", 0);
    OnnxNode resize =
        new OnnxNode("Resize", name)
            .input(x)
            .input(graph.omitted())
            .input(graph.omitted())
            .input(graph.add(sizes))
            .text("mode", mode)
            .text("coordinate_transformation_mode", "half_pixel");
    return graph.add(resize);
  }

  /** Returns the class with the largest score, at the frame's size. */
  private static void classes(OnnxGraph graph, OnnxOps.Map2d scores) {
    largest(graph, atFrameSize(graph, scores.name(), "full_scores", "linear"));
  }

  /** Resizes maps of any size to the frame's size. */
  static String atFrameSize(OnnxGraph graph, String x, String name, String mode) {
    return resized(graph, x, graph.sides(INPUT, 1, 3, "frame_size"), name, mode);
  }

  /** Returns the class with the largest score, from scores at the frame's size. */
  static void largest(OnnxGraph graph, String scores) {
    String largest =
        graph.add(
            new OnnxNode("ArgMax", "largest")
                .input(scores)
                .integer("axis", 1)
                .integer("keepdims", 0));
    graph.add(
        new OnnxNode("Cast", OUTPUT).input(largest).integer("to", DataType.UINT8_VALUE), OUTPUT);
  }

  /**
   * From a file.
   *
   * @throws ModelFileException if it cannot be read, is not ONNX, or is damaged
   */
  public static DeployedModel read(Path file) throws ModelFileException {
    return of(ModelFile.read(file));
  }

  /** From a file that has been read. */
  public static DeployedModel of(ModelFile file) {
    return new DeployedModel(file.model());
  }

  /**
   * From a file's content.
   *
   * @throws IllegalArgumentException if it is no ONNX file
   */
  public static DeployedModel parse(byte[] bytes) {
    try {
      return new DeployedModel(ModelProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("expected an ONNX file: " + e.getMessage(), e);
    }
  }

  ModelProto model() {
    return model;
  }

  /** The file's content. */
  public byte[] toBytes() {
    return model.toByteArray();
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, part -> Files.write(part, toBytes()));
  }
}
