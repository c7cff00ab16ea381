package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** A node to be added to an {@link OnnxGraph}, which names its output. */
public final class OnnxNode {
  private final NodeProto.Builder node = NodeProto.newBuilder();

  public OnnxNode(String operator) {
    node.setOpType(operator);
  }

  /** With a name, which is also the name of its output. */
  public OnnxNode(String operator, String name) {
    node.setOpType(operator).setName(name);
  }

  public OnnxNode input(String value) {
    node.addInput(value);
    return this;
  }

  public OnnxNode inputs(List<String> values) {
    node.addAllInput(values);
    return this;
  }

  public OnnxNode ints(String attribute, long... values) {
    AttributeProto.Builder a = attribute(attribute, AttributeType.INTS);
    for (long v : values) {
      a.addInts(v);
    }
    node.addAttribute(a);
    return this;
  }

  public OnnxNode integer(String attribute, long value) {
    node.addAttribute(attribute(attribute, AttributeType.INT).setI(value));
    return this;
  }

  OnnxNode real(String attribute, float value) {
    node.addAttribute(attribute(attribute, AttributeType.FLOAT).setF(value));
    return this;
  }

  public OnnxNode text(String attribute, String value) {
    node.addAttribute(
        attribute(attribute, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    return this;
  }

  public OnnxNode graph(String attribute, GraphProto value) {
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
