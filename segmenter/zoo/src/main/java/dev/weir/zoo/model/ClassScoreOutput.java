package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import java.util.List;

/**
 * The class scores inside a deployed graph: the input of its {@code ArgMax}, float [N, classes, H,
 * W] at the size of the frame.
 *
 * @param value its name in the graph
 * @param probabilities whether they are probabilities, as in an ensemble; otherwise logits
 */
record ClassScoreOutput(String value, boolean probabilities) {
  /** Name of the value in graphs that have probabilities. */
  static final String PROBABILITIES = "probabilities";

  private static final float LEAST = 1e-8f;
  private static final int SOFTMAX_HAS_ONE_AXIS = 13;

  /**
   * Finds them.
   *
   * @throws IllegalArgumentException if the graph does not end as a {@link DeployedModel} does
   */
  static ClassScoreOutput of(GraphProto graph) {
    NodeProto cast = producer(graph, DeployedModel.OUTPUT, "Cast");
    NodeProto largest = producer(graph, cast.getInput(0), "ArgMax");
    String value = largest.getInput(0);
    return new ClassScoreOutput(value, value.equals(PROBABILITIES));
  }

  private static NodeProto producer(GraphProto graph, String value, String operator) {
    return graph.getNodeList().stream()
        .filter(n -> n.getOutputList().contains(value) && n.getOpType().equals(operator))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no %s produces '%s'; expected a graph that ends with the class of the largest score, as 'weir models export' writes it; a graph that returns class numbers has no scores"
                        .formatted(operator, value)));
  }

  /** Adds an output of these scores to a graph. */
  interface Reading {
    /** The value that becomes the output, float [N, classes, H, W]. */
    String of(ClassScoreOutput scores, OnnxGraph graph);
  }

  /**
   * The bytes of a deployed model with one more output.
   *
   * @param output its name
   * @throws IllegalArgumentException if they are no deployed model
   */
  static byte[] asOutput(byte[] deployed, String output, Reading reading) {
    ModelProto model = DeployedModel.parse(deployed).model();
    ClassScoreOutput scores = of(model.getGraph());
    OnnxGraph graph = new OnnxGraph(model);
    String value = reading.of(scores, graph);
    graph.add(new OnnxNode("Identity", output).input(value), output);
    graph.output(output, DataType.FLOAT, "N", "C", "H", "W");
    return graph.model().addAllMetadataProps(model.getMetadataPropsList()).build().toByteArray();
  }

  /** Adds nodes that turn the scores into probabilities, unless they are. */
  String asProbabilities(OnnxGraph graph, String name) {
    if (probabilities) {
      return name;
    }
    if (graph.operatorSet() >= SOFTMAX_HAS_ONE_AXIS) {
      return graph.add(new OnnxNode("Softmax", name + ".softmax").input(name).integer("axis", 1));
    }
    // In that version, Softmax merges an axis with all axes after it: move the classes last, then
    // back.
    String last =
        graph.add(new OnnxNode("Transpose", name + ".last").input(name).ints("perm", 0, 2, 3, 1));
    String softmax =
        graph.add(new OnnxNode("Softmax", name + ".of_last").input(last).integer("axis", 3));
    return graph.add(
        new OnnxNode("Transpose", name + ".softmax").input(softmax).ints("perm", 0, 3, 1, 2));
  }

  /** Adds nodes that turn probabilities into logits, unless they are; softmax reverses this. */
  String asLogits(OnnxGraph graph, String name) {
    if (!probabilities) {
      return name;
    }
    // The logarithm of a probability of 0 is infinite and cannot be interpolated.
    String least = graph.constant(name + ".least", List.of(1), new float[] {LEAST});
    String positive = graph.add(new OnnxNode("Max", name + ".positive").input(name).input(least));
    return graph.add(new OnnxNode("Log", name + ".log").input(positive));
  }
}
