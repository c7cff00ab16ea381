package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Shape;
import dev.weir.zoo.weights.Float16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX graph that is built node by node. Kernels are stored as binary16 and cast when a session
 * is created, which halves the file. Everything else is binary32. Not thread-safe.
 */
public final class OnnxGraph {
  private static final int OPERATOR_SET = 18;
  private static final int IR_VERSION = 8;
  private static final int UNCOMPRESSED_BELOW = 1024;
  private static final int SHAPE_HAS_ENDS = 15;
  private static final int RESIZE_HAS_OPTIONS = 13;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final ModelProto.Builder around =
      ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("weir");
  private final Set<String> constants = new HashSet<>();
  private int unnamed;

  /** An empty graph with a name. */
  public OnnxGraph(String name) {
    graph.setName(name);
    around.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
  }

  /** An empty graph with a name, and the operator sets and functions of another model. */
  public OnnxGraph(String name, ModelProto like) {
    graph.setName(name);
    around
        .setIrVersion(Math.max(IR_VERSION, like.getIrVersion()))
        .addAllOpsetImport(like.getOpsetImportList())
        .addAllFunctions(like.getFunctionsList());
  }

  /** Another model's graph, to be extended. */
  public OnnxGraph(ModelProto other) {
    this(other.getGraph().getName(), other);
    graph.clear().mergeFrom(other.getGraph());
  }

  /** The operator-set version of this graph (ONNX's own operators), 11 or later. */
  public long operatorSet() {
    return OperatorSets.version(around.getOpsetImportList());
  }

  /** Adds a node, and returns the name of its output. */
  public String add(OnnxNode node) {
    NodeProto.Builder proto = node.proto();
    if (proto.getName().isEmpty()) {
      proto.setName(proto.getOpType().toLowerCase(Locale.ROOT) + "_" + unnamed++);
    }
    return add(node, proto.getName());
  }

  /** Adds a node whose output has a given name. */
  public String add(OnnxNode node, String output) {
    graph.addNode(node.proto().addOutput(output));
    return output;
  }

  /** Adds a node with two outputs that have given names. */
  void add(OnnxNode node, String first, String second) {
    graph.addNode(node.proto().addOutput(first).addOutput(second));
  }

  /** Adds a learned weight, and returns the name of its value. */
  String weight(Parameter parameter, float[] values, Precision precision) {
    if (precision == Precision.FP16) {
      return constant(parameter.name(), parameter.shape(), values, precision);
    }
    if (parameter.role() != Parameter.Role.KERNEL || values.length < UNCOMPRESSED_BELOW) {
      return constant(parameter.name(), parameter.shape(), values);
    }
    constant(parameter.name(), parameter.shape(), values, Precision.FP16);
    return add(
        new OnnxNode("Cast", parameter.name() + ".f32")
            .input(parameter.name())
            .integer("to", DataType.FLOAT_VALUE));
  }

  /** A constant in a given precision, written once per name. */
  String constant(String name, List<Integer> shape, float[] values, Precision precision) {
    if (precision == Precision.FP32) {
      return constant(name, shape, values);
    }
    byte[] half = new byte[values.length * Short.BYTES];
    ByteBuffer bytes = littleEndian(half);
    for (float v : values) {
      bytes.putShort(Float16.of(v));
    }
    return raw(name, DataType.FLOAT16, shape, half);
  }

  /** A binary32 constant, written once per name. */
  public String constant(String name, List<Integer> shape, float[] values) {
    if (constants.add(name)) {
      byte[] raw = new byte[values.length * Float.BYTES];
      littleEndian(raw).asFloatBuffer().put(values);
      initializer(name, DataType.FLOAT, shape, raw);
    }
    return name;
  }

  /** A list of 64-bit integers, written once per name. */
  public String integers(String name, long... values) {
    if (constants.add(name)) {
      byte[] raw = new byte[values.length * Long.BYTES];
      littleEndian(raw).asLongBuffer().put(values);
      initializer(name, DataType.INT64, List.of(values.length), raw);
    }
    return name;
  }

  /** A constant of any type from its bytes, little endian, written once per name. */
  public String raw(String name, DataType type, List<Integer> shape, byte[] bytes) {
    if (constants.add(name)) {
      initializer(name, type, shape, bytes);
    }
    return name;
  }

  /**
   * Adds a bilinear resize (half-pixel centers, no antialiasing), and returns the name of its
   * output. It uses scales for all four axes. ONNX Runtime 1.29 moves the transpositions of integer
   * convolutions through a resize, and loses the sizes if the axes are named. OpenCV ignores axes.
   */
  public String bilinear(String x, Shape from, Shape to) {
    String scales =
        constant(
            "scale_%dx%d_to_%dx%d".formatted(from.height(), from.width(), to.height(), to.width()),
            List.of(4),
            new float[] {1, 1, scale(from.height(), to.height()), scale(from.width(), to.width())});
    return add(
        new OnnxNode("Resize")
            .input(x)
            .input("")
            .input(scales)
            .text("mode", "linear")
            .text("coordinate_transformation_mode", "half_pixel"));
  }

  /** The smallest float whose exact product with {@code from} is not below {@code to}. */
  private static float scale(int from, int to) {
    float scale = (float) ((double) to / from);
    return (double) from * scale < to ? Math.nextUp(scale) : scale;
  }

  /** Some of a value's dimensions, from {@code start} (inclusive) to {@code end} (exclusive). */
  public String sides(String x, int start, int end, String name) {
    if (operatorSet() >= SHAPE_HAS_ENDS) {
      return add(new OnnxNode("Shape", name).input(x).integer("start", start).integer("end", end));
    }
    String all = add(new OnnxNode("Shape", name + ".all").input(x));
    return add(
        new OnnxNode("Slice", name)
            .input(all)
            .input(integers(name + ".start", start))
            .input(integers(name + ".end", end)));
  }

  /** A placeholder for region and scales of a resize that uses neither. */
  public String omitted() {
    return operatorSet() >= RESIZE_HAS_OPTIONS ? "" : constant("untold", List.of(0), new float[0]);
  }

  /**
   * Adds another model's nodes and constants with prefixed names, and its functions.
   *
   * @param prefix of every name except those in {@code given}
   * @param given values of this graph, by their names in the other graph
   * @throws IllegalArgumentException if it uses other operator sets
   */
  public void embed(ModelProto other, String prefix, Map<String, String> given) {
    OperatorSets.merge(around, other);
    GraphProto renamed =
        GraphRenamer.graph(
            other.getGraph(),
            name -> name.isEmpty() ? name : given.getOrDefault(name, prefix + name));
    graph
        .addAllInitializer(renamed.getInitializerList())
        .addAllSparseInitializer(renamed.getSparseInitializerList())
        .addAllNode(renamed.getNodeList());
  }

  /** Declares an input; a dimension is a number or the name of a free one. */
  public void input(String name, DataType type, Object... dimensions) {
    graph.addInput(value(name, type, dimensions));
  }

  /** Declares an output; a dimension is a number or the name of a free one. */
  public void output(String name, DataType type, Object... dimensions) {
    graph.addOutput(value(name, type, dimensions));
  }

  /**
   * Removes everything that {@code output} does not need, such as guidance heads, which only
   * training uses.
   */
  public void removeUnused(String output) {
    Set<String> needed = new HashSet<>(Set.of(output));
    List<NodeProto> nodes = new ArrayList<>(graph.getNodeList());
    for (int i = nodes.size() - 1; i >= 0; i--) { // a node comes after its inputs
      NodeProto node = nodes.get(i);
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        needed.addAll(GraphRenamer.read(node));
      } else {
        nodes.remove(i);
      }
    }
    List<TensorProto> used =
        graph.getInitializerList().stream().filter(t -> needed.contains(t.getName())).toList();
    graph.clearNode().addAllNode(nodes).clearInitializer().addAllInitializer(used);
  }

  /** Whether the graph has a weight or constant of that name. */
  boolean holds(String name) {
    return graph.getInitializerList().stream().anyMatch(t -> t.getName().equals(name));
  }

  /** The graph without a model around it, as the body of a node. */
  public GraphProto body() {
    return graph.build();
  }

  /** The graph as a model, to which properties can be added. */
  public ModelProto.Builder model() {
    return around.clone().setGraph(graph);
  }

  private static ValueInfoProto.Builder value(String name, DataType type, Object... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object d : dimensions) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      if (d instanceof Integer n) {
        dimension.setDimValue(n);
      } else {
        dimension.setDimParam(d.toString());
      }
      shape.addDim(dimension);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)));
  }

  private void initializer(String name, DataType type, List<Integer> shape, byte[] raw) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    shape.forEach(tensor::addDims);
    graph.addInitializer(tensor);
  }

  private static ByteBuffer littleEndian(byte[] raw) {
    return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }
}
