package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;

/**
 * Replaces every tensor of a model: weights, constants of nodes, sparse ones, and those of graphs
 * inside nodes and of functions.
 *
 * @param <E> what the replacement can throw
 */
final class TensorVisitor<E extends Exception> {
  /**
   * Replaces one tensor.
   *
   * @param <E> what it can throw
   */
  @FunctionalInterface
  interface Replacement<E extends Exception> {
    /** The tensor to put in its place, or the same one. */
    TensorProto of(TensorProto tensor) throws E;
  }

  private final Replacement<E> replacement;

  TensorVisitor(Replacement<E> replacement) {
    this.replacement = replacement;
  }

  /** The model with its tensors replaced. */
  ModelProto model(ModelProto model) throws E {
    // Runtimes ignore the graphs for training.
    ModelProto.Builder builder = model.toBuilder().clearTrainingInfo();
    builder.setGraph(graph(model.getGraph()));
    for (int i = 0; i < model.getFunctionsCount(); i++) {
      FunctionProto function = model.getFunctions(i);
      FunctionProto.Builder replaced = function.toBuilder();
      for (int n = 0; n < function.getNodeCount(); n++) {
        replaced.setNode(n, node(function.getNode(n)));
      }
      for (int a = 0; a < function.getAttributeProtoCount(); a++) {
        replaced.setAttributeProto(a, attribute(function.getAttributeProto(a)));
      }
      builder.setFunctions(i, replaced);
    }
    return builder.build();
  }

  private GraphProto graph(GraphProto graph) throws E {
    GraphProto.Builder builder = graph.toBuilder();
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      builder.setInitializer(i, replacement.of(graph.getInitializer(i)));
    }
    for (int i = 0; i < graph.getSparseInitializerCount(); i++) {
      builder.setSparseInitializer(i, sparse(graph.getSparseInitializer(i)));
    }
    for (int i = 0; i < graph.getNodeCount(); i++) {
      builder.setNode(i, node(graph.getNode(i)));
    }
    return builder.build();
  }

  private NodeProto node(NodeProto node) throws E {
    NodeProto.Builder builder = node.toBuilder();
    for (int i = 0; i < node.getAttributeCount(); i++) {
      builder.setAttribute(i, attribute(node.getAttribute(i)));
    }
    return builder.build();
  }

  private AttributeProto attribute(AttributeProto attribute) throws E {
    AttributeProto.Builder builder = attribute.toBuilder();
    if (attribute.hasT()) {
      builder.setT(replacement.of(attribute.getT()));
    }
    for (int i = 0; i < attribute.getTensorsCount(); i++) {
      builder.setTensors(i, replacement.of(attribute.getTensors(i)));
    }
    if (attribute.hasSparseTensor()) {
      builder.setSparseTensor(sparse(attribute.getSparseTensor()));
    }
    for (int i = 0; i < attribute.getSparseTensorsCount(); i++) {
      builder.setSparseTensors(i, sparse(attribute.getSparseTensors(i)));
    }
    if (attribute.hasG()) {
      builder.setG(graph(attribute.getG()));
    }
    for (int i = 0; i < attribute.getGraphsCount(); i++) {
      builder.setGraphs(i, graph(attribute.getGraphs(i)));
    }
    return builder.build();
  }

  private SparseTensorProto sparse(SparseTensorProto tensor) throws E {
    SparseTensorProto.Builder builder = tensor.toBuilder();
    if (tensor.hasValues()) {
      builder.setValues(replacement.of(tensor.getValues()));
    }
    if (tensor.hasIndices()) {
      builder.setIndices(replacement.of(tensor.getIndices()));
    }
    return builder.build();
  }
}
