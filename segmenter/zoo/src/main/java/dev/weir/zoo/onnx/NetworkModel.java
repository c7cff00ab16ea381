package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.Scores;
import dev.weir.zoo.Shape;
import dev.weir.zoo.weights.Weights;

/**
 * A network alone as an ONNX file, without pre- and post-processing. Used to compare runtimes.
 *
 * <pre>
 * image float [N, 3, h, w], normalized → network → scores float [N, classes, h', w'],
 *                                                  guidance_0, guidance_1, ... likewise
 * </pre>
 */
public final class NetworkModel {
  /** The graph's input. */
  public static final String INPUT = "image";

  /** The graph's output. */
  public static final String OUTPUT = "scores";

  private final ModelProto model;

  private NetworkModel(ModelProto model) {
    this.model = model;
  }

  /**
   * Builds the graph for images of one size.
   *
   * @throws WeightsException if a weight is missing or has another shape
   */
  public static NetworkModel of(
      Network network, Weights weights, InputSize size, Unpooling unpooling) {
    OnnxGraph graph = new OnnxGraph(network.name());
    graph.input(INPUT, DataType.FLOAT, "N", 3, size.height(), size.width());
    OnnxOps.Map2d image = new OnnxOps.Map2d(INPUT, new Shape(3, size.height(), size.width()));
    Scores<OnnxOps.Map2d> scores = network.scores(new OnnxOps(graph, weights, unpooling), image);
    output(graph, scores.main(), OUTPUT);
    for (int i = 0; i < scores.guidance().size(); i++) {
      output(graph, scores.guidance().get(i).scores(), "guidance_" + i);
    }
    return new NetworkModel(graph.model().build());
  }

  /**
   * Builds the graph of the main scores only, for a fixed number of images of one size: for weights
   * without guidance heads, and for runtimes that need every dimension to be fixed.
   *
   * @throws WeightsException if a weight is missing or has another shape
   */
  public static NetworkModel scoring(Network network, Weights weights, InputSize size, int count) {
    OnnxGraph graph = new OnnxGraph(network.name());
    OptionalGuidanceWeights found = new OptionalGuidanceWeights(weights);
    graph.input(INPUT, DataType.FLOAT, count, 3, size.height(), size.width());
    OnnxOps.Map2d image = new OnnxOps.Map2d(INPUT, new Shape(3, size.height(), size.width()));
    OnnxOps.Map2d scores =
        network.scores(new OnnxOps(graph, found, Unpooling.OPERATOR), image).main();
    graph.add(new OnnxNode("Identity", OUTPUT).input(scores.name()), OUTPUT);
    Shape s = scores.shape();
    graph.output(OUTPUT, DataType.FLOAT, count, s.channels(), s.height(), s.width());
    graph.removeUnused(OUTPUT);
    found.requireAllOf(graph);
    return new NetworkModel(graph.model().build());
  }

  private static void output(OnnxGraph graph, OnnxOps.Map2d scores, String name) {
    Shape s = scores.shape();
    graph.add(new OnnxNode("Identity", name).input(scores.name()), name);
    graph.output(name, DataType.FLOAT, "N", s.channels(), s.height(), s.width());
  }

  /** The file's content. */
  public byte[] toBytes() {
    return model.toByteArray();
  }
}
