package dev.weir.inference.tools;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network as an external exporter writes it, simple enough to compute by hand: a 1×1 convolution
 * returns each of the three channels as the score of a class. Its tensor names clash with names
 * that Weir uses.
 */
final class ExternalNetwork {
  static final Object FREE = "any";
  static final String INPUT = "image";
  static final String SCORES = "resized";

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("external");
  private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);

  /** Creates a network with an operator set version and the input's four dimensions. */
  ExternalNetwork(int operators, DataType type, Object... sides) {
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(operators));
    graph.addInput(value(INPUT, type, sides));
  }

  /** Returns a network that takes one image of 64×48 at a time. */
  static ExternalNetwork plain() {
    return new ExternalNetwork(17, DataType.FLOAT, 1, 3, 48, 64);
  }

  /** Adds the convolution. Classes after the third never win. */
  ExternalNetwork scoring(int classes) {
    TensorProto.Builder kernel =
        TensorProto.newBuilder()
            .setName("scaled")
            .setDataType(DataType.FLOAT_VALUE)
            .addDims(classes)
            .addDims(3)
            .addDims(1)
            .addDims(1);
    for (int c = 0; c < classes; c++) {
      for (int of = 0; of < 3; of++) {
        kernel.addFloatData(c == of ? 1 : c > 2 ? -9 : 0);
      }
    }
    graph.addInitializer(kernel);
    return node("Conv", SCORES, INPUT, "scaled");
  }

  /** Returns the convolution's kernel, so that a test can move it to an external file. */
  TensorProto.Builder kernel() {
    return graph.getInitializerBuilder(0);
  }

  ExternalNetwork node(String operator, String output, String... inputs) {
    return node(operator, output, new AttributeProto[0], inputs);
  }

  ExternalNetwork node(
      String operator, String output, AttributeProto[] attributes, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addOutput(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    for (AttributeProto attribute : attributes) {
      node.addAttribute(attribute);
    }
    graph.addNode(node);
    return this;
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto list(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** Adds a constant list of integers, such as a shape. */
  ExternalNetwork integers(String name, int... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64_VALUE)
            .addDims(values.length);
    for (int value : values) {
      tensor.addInt64Data(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  /** Adds an ArgMax output of the given type, with or without the channel dimension. */
  ExternalNetwork numbering(DataType type, boolean channel) {
    AttributeProto[] attributes = {integer("axis", 1), integer("keepdims", channel ? 1 : 0)};
    node("ArgMax", "largest", attributes, SCORES);
    AttributeProto[] to = {integer("to", type.getNumber())};
    return node("Cast", "planes", to, "largest");
  }

  /** Passes the scores through a condition whose branches use them from the outer scope. */
  ExternalNetwork branching() {
    graph.addInitializer(
        TensorProto.newBuilder().setName("yes").setDataType(DataType.BOOL_VALUE).addInt32Data(1));
    AttributeProto[] branches = {branch("then_branch", "Identity"), branch("else_branch", "Neg")};
    return node("If", "branched", branches, "yes");
  }

  private static AttributeProto branch(String name, String operator) {
    String output = name + "_scores";
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.GRAPH)
        .setG(
            GraphProto.newBuilder()
                .setName(name)
                .addNode(
                    NodeProto.newBuilder().setOpType(operator).addInput(SCORES).addOutput(output))
                .addOutput(value(output, DataType.FLOAT)))
        .build();
  }

  /** Passes the scores through a custom function. */
  ExternalNetwork calling() {
    OperatorSetIdProto theirs =
        OperatorSetIdProto.newBuilder().setDomain("theirs").setVersion(1).build();
    model.addOpsetImport(theirs);
    model.addFunctions(
        FunctionProto.newBuilder()
            .setName("Twice")
            .setDomain("theirs")
            .addOpsetImport(model.getOpsetImport(0))
            .addInput("x")
            .addOutput("y")
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Add")
                    .addInput("x")
                    .addInput("x")
                    .addOutput("y")));
    node("Twice", "doubled", SCORES);
    graph.getNodeBuilder(graph.getNodeCount() - 1).setDomain("theirs");
    return this;
  }

  ExternalNetwork input(String name, DataType type, Object... sides) {
    graph.addInput(value(name, type, sides));
    return this;
  }

  ExternalNetwork output(String name, DataType type, Object... sides) {
    graph.addOutput(value(name, type, sides));
    return this;
  }

  private static ValueInfoProto value(String name, DataType type, Object... sides) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    if (sides.length > 0) {
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      for (Object side : sides) {
        TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
        if (side instanceof Integer length) {
          dimension.setDimValue(length);
        } else {
          dimension.setDimParam(side.toString());
        }
      }
      tensor.setShape(shape);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  Path write(Path file) throws IOException {
    return Files.write(file, model.clone().setGraph(graph).build().toByteArray());
  }
}
