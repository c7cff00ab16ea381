package dev.weir.zoo;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/**
 * Where a deployed graph has its class scores: what its {@code ArgMax} reads, float [N, classes, H,
 * W] at the frame's own size.
 *
 * @param value its name in the graph
 * @param probabilities whether they are probabilities already, as an ensemble's are; otherwise
 *     logits
 */
record ClassScores(String value, boolean probabilities) {
  /** The value's name in graphs that have probabilities. */
  static final String PROBABILITIES = "probabilities";

  private static final float LEAST = 1e-8f;
  private static final int SOFTMAX_HAS_ONE_AXIS = 13;

  /**
   * Finds them.
   *
   * @throws IllegalArgumentException if the graph does not end as a {@link DeployedModel} does
   */
  static ClassScores of(GraphProto graph) {
    NodeProto cast = producer(graph, DeployedModel.OUTPUT, "Cast");
    NodeProto largest = producer(graph, cast.getInput(0), "ArgMax");
    String value = largest.getInput(0);
    return new ClassScores(value, value.equals(PROBABILITIES));
  }

  private static NodeProto producer(GraphProto graph, String value, String operator) {
    return graph.getNodeList().stream()
        .filter(n -> n.getOutputList().contains(value) && n.getOpType().equals(operator))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no %s gives '%s'; expected a graph that ends with the class of the largest score, as 'weir models export' writes it; one that gives class numbers has no scores"
                        .formatted(operator, value)));
  }

  /** Writes a further output of these scores into a graph. */
  interface Reading {
    /** The value that becomes the output, float [N, classes, H, W]. */
    String of(ClassScores scores, OnnxGraph graph);
  }

  /**
   * A deployed model's bytes with a further output.
   *
   * @param output its name
   * @throws IllegalArgumentException if they are no deployed model
   */
  static byte[] asOutput(byte[] deployed, String output, Reading reading) {
    ModelProto model = DeployedModel.parse(deployed).model();
    ClassScores scores = of(model.getGraph());
    OnnxGraph graph = new OnnxGraph(model);
    String value = reading.of(scores, graph);
    graph.add(new OnnxNode("Identity", output).input(value), output);
    graph.output(output, DataType.FLOAT, "N", "C", "H", "W");
    return graph.model().addAllMetadataProps(model.getMetadataPropsList()).build().toByteArray();
  }

  /** Adds what makes them probabilities to the graph, where they are not. */
  String asProbabilities(OnnxGraph graph, String name) {
    if (probabilities) {
      return name;
    }
    if (graph.operatorSet() >= SOFTMAX_HAS_ONE_AXIS) {
      return graph.add(new OnnxNode("Softmax", name + ".softmax").input(name).integer("axis", 1));
    }
    // It takes an axis and all behind it for one there: the classes go last, and back.
    String last =
        graph.add(new OnnxNode("Transpose", name + ".last").input(name).ints("perm", 0, 2, 3, 1));
    String softmax =
        graph.add(new OnnxNode("Softmax", name + ".of_last").input(last).integer("axis", 3));
    return graph.add(
        new OnnxNode("Transpose", name + ".softmax").input(softmax).ints("perm", 0, 3, 1, 2));
  }

  /** Adds what makes them logits to the graph, where they are not: softmax takes it back. */
  String asLogits(OnnxGraph graph, String name) {
    if (!probabilities) {
      return name;
    }
    // The logarithm of a probability of 0 would be what no resizing can weigh.
    String least = graph.constant(name + ".least", List.of(1), new float[] {LEAST});
    String positive = graph.add(new OnnxNode("Max", name + ".positive").input(name).input(least));
    return graph.add(new OnnxNode("Log", name + ".log").input(positive));
  }
}
