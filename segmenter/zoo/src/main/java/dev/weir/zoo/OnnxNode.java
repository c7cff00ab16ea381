package dev.weir.zoo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** A node to be added to an {@link OnnxGraph}, which names its output. */
final class OnnxNode {
  private final NodeProto.Builder node = NodeProto.newBuilder();

  OnnxNode(String operator) {
    node.setOpType(operator);
  }

  /** With a name, which is also the name of its output. */
  OnnxNode(String operator, String name) {
    node.setOpType(operator).setName(name);
  }

  OnnxNode input(String value) {
    node.addInput(value);
    return this;
  }

  OnnxNode inputs(List<String> values) {
    node.addAllInput(values);
    return this;
  }

  OnnxNode ints(String attribute, long... values) {
    AttributeProto.Builder a = attribute(attribute, AttributeType.INTS);
    for (long v : values) {
      a.addInts(v);
    }
    node.addAttribute(a);
    return this;
  }

  OnnxNode integer(String attribute, long value) {
    node.addAttribute(attribute(attribute, AttributeType.INT).setI(value));
    return this;
  }

  OnnxNode real(String attribute, float value) {
    node.addAttribute(attribute(attribute, AttributeType.FLOAT).setF(value));
    return this;
  }

  OnnxNode text(String attribute, String value) {
    node.addAttribute(
        attribute(attribute, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    return this;
  }

  OnnxNode graph(String attribute, GraphProto value) {
    node.addAttribute(attribute(attribute, AttributeType.GRAPH).setG(value));
    return this;
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  NodeProto.Builder proto() {
    return node;
  }
}
