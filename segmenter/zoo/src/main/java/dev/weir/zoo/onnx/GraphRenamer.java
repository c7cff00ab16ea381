package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Graphs with other names. A graph inside a condition or a loop refers to names of the graph around
 * it, so it is renamed, and counted as a reader, together with that graph.
 */
final class GraphRenamer {
  private GraphRenamer() {}

  /**
   * A graph whose values, constants and nodes all have other names. Type information of
   * intermediate values is omitted: runtimes infer it again.
   */
  static GraphProto graph(GraphProto graph, UnaryOperator<String> names) {
    GraphProto.Builder renamed =
        GraphProto.newBuilder().setName(graph.getName()).setDocString(graph.getDocString());
    graph.getInputList().forEach(value -> renamed.addInput(value(value, names)));
    graph.getOutputList().forEach(value -> renamed.addOutput(value(value, names)));
    graph
        .getInitializerList()
        .forEach(t -> renamed.addInitializer(t.toBuilder().setName(names.apply(t.getName()))));
    graph.getSparseInitializerList().forEach(t -> renamed.addSparseInitializer(sparse(t, names)));
    graph.getNodeList().forEach(node -> renamed.addNode(node(node, names)));
    return renamed.build();
  }

  private static ValueInfoProto value(ValueInfoProto value, UnaryOperator<String> names) {
    return value.toBuilder().setName(names.apply(value.getName())).build();
  }

  private static SparseTensorProto sparse(SparseTensorProto sparse, UnaryOperator<String> names) {
    SparseTensorProto.Builder renamed = sparse.toBuilder();
    renamed.getValuesBuilder().setName(names.apply(sparse.getValues().getName()));
    return renamed.build();
  }

  private static NodeProto node(NodeProto node, UnaryOperator<String> names) {
    NodeProto.Builder renamed =
        node.toBuilder()
            .setName(names.apply(node.getName()))
            .clearInput()
            .clearOutput()
            .clearAttribute();
    node.getInputList().forEach(name -> renamed.addInput(names.apply(name)));
    node.getOutputList().forEach(name -> renamed.addOutput(names.apply(name)));
    for (AttributeProto attribute : node.getAttributeList()) {
      AttributeProto.Builder copy = attribute.toBuilder();
      if (attribute.hasG()) {
        copy.setG(graph(attribute.getG(), names));
      }
      for (int i = 0; i < attribute.getGraphsCount(); i++) {
        copy.setGraphs(i, graph(attribute.getGraphs(i), names));
      }
      renamed.addAttribute(copy);
    }
    return renamed.build();
  }

  /** Every value that a node, and any graph inside it, reads. */
  static Set<String> read(NodeProto node) {
    Set<String> names = new HashSet<>(node.getInputList());
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        names.addAll(read(attribute.getG()));
      }
      attribute.getGraphsList().forEach(graph -> names.addAll(read(graph)));
    }
    return names;
  }

  private static Set<String> read(GraphProto graph) {
    Set<String> names = new HashSet<>();
    graph.getNodeList().forEach(node -> names.addAll(read(node)));
    graph.getOutputList().forEach(value -> names.add(value.getName())); // an outer value, as it is
    return names;
  }
}
