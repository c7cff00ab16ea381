package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import dev.weir.zoo.weights.Weights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a network by writing it as ONNX nodes (operator set 18). Weights become initializers with
 * their own names. Height and width are fixed while the network is read; the batch size is free.
 * One thread, one reading.
 */
public final class OnnxOps implements Ops<OnnxOps.Map2d> {
  /**
   * Feature maps in the graph.
   *
   * @param name of the graph's value, float [N, C, H, W]
   * @param shape its C, H, W
   */
  public record Map2d(String name, Shape shape) {}

  private final OnnxGraph graph;
  private final Weights weights;
  private final Unpooling unpooling;
  private final Precision precision;
  private final Set<String> layers = new HashSet<>();
  private final Map<String, Map2d> upsampled = new HashMap<>();
  private int pools;

  /** Writes into {@code graph}, with weights from {@code weights}. */
  public OnnxOps(OnnxGraph graph, Weights weights, Unpooling unpooling) {
    this(graph, weights, unpooling, Precision.FP32);
  }

  /** Writes into {@code graph}, in the precision of the feature maps passed to it. */
  public OnnxOps(OnnxGraph graph, Weights weights, Unpooling unpooling, Precision precision) {
    this.precision = precision;
    this.graph = graph;
    this.weights = weights;
    this.unpooling = unpooling;
  }

  @Override
  public Shape shape(Map2d x) {
    return x.shape();
  }

  @Override
  public Map2d conv(String name, Map2d x, Conv spec) {
    Map2d small = upsampled.get(x.name());
    if (small != null && cheaperBeforeUpsampling(spec, small.shape())) {
      return resize(conv(name, small, spec), x.shape().height(), x.shape().width());
    }
    once(name);
    OnnxNode node =
        new OnnxNode("Conv", name)
            .input(x.name())
            .inputs(written(Parameter.of(name, spec, x.shape())))
            .ints("kernel_shape", spec.kernel(), spec.kernel())
            .ints("strides", spec.stride(), spec.stride())
            .ints("dilations", spec.dilation(), spec.dilation())
            .ints("pads", spec.padding(), spec.padding(), spec.padding(), spec.padding())
            .integer("group", spec.groups());
    return new Map2d(graph.add(node), spec.output(x.shape()));
  }

  /**
   * Whether a convolution of an upsampled map can be done before upsampling. For a classifier (k1,
   * without normalization after it) it can: bilinear weights sum to one, so the scores stay the
   * same, but only a quarter of the pixels are classified and fewer channels are upsampled.
   */
  public static boolean cheaperBeforeUpsampling(Conv spec, Shape small) {
    return spec.kernel() == 1
        && spec.stride() == 1
        && spec.groups() == 1
        && spec.bias()
        && spec.out() < small.channels();
  }

  @Override
  public Map2d deconv(String name, Map2d x, Deconv spec) {
    once(name);
    int pad = spec.padding();
    OnnxNode node =
        new OnnxNode("ConvTranspose", name)
            .input(x.name())
            .inputs(written(Parameter.of(name, spec, x.shape())))
            .ints("kernel_shape", spec.kernel(), spec.kernel())
            .ints("strides", spec.stride(), spec.stride())
            .ints("pads", pad, pad, pad, pad);
    return new Map2d(graph.add(node), spec.output(x.shape()));
  }

  private List<String> written(List<Parameter> parameters) {
    return parameters.stream().map(p -> graph.weight(p, weights.values(p), precision)).toList();
  }

  @Override
  public Map2d batchNorm(String name, Map2d x) {
    once(name);
    OnnxNode node =
        new OnnxNode("BatchNormalization", name)
            .input(x.name())
            .inputs(written(Parameter.ofBatchNorm(name, x.shape().channels())))
            .real("epsilon", BATCH_NORM_EPSILON);
    return new Map2d(graph.add(node), x.shape());
  }

  @Override
  public Map2d relu(Map2d x) {
    return new Map2d(graph.add(new OnnxNode("Relu").input(x.name())), x.shape());
  }

  @Override
  public Map2d add(Map2d a, Map2d b) {
    Shape shape = Shape.same("sum", a.shape(), b.shape());
    return new Map2d(graph.add(new OnnxNode("Add").input(a.name()).input(b.name())), shape);
  }

  /** As sums and one product: ONNX Runtime has no {@code Mean} on CUDA. */
  @Override
  public Map2d mean(List<Map2d> maps) {
    Map2d sum = maps.get(0);
    for (Map2d map : maps.subList(1, maps.size())) {
      sum = add(sum, map);
    }
    int count = maps.size();
    String share =
        graph.constant(
            "share_of_" + count, List.of(1), new float[] {(float) (1.0 / count)}, precision);
    return new Map2d(graph.add(new OnnxNode("Mul").input(sum.name()).input(share)), sum.shape());
  }

  @Override
  public Map2d concat(List<Map2d> maps) {
    OnnxNode node =
        new OnnxNode("Concat").inputs(maps.stream().map(Map2d::name).toList()).integer("axis", 1);
    return new Map2d(graph.add(node), Shape.concat(maps.stream().map(Map2d::shape).toList()));
  }

  @Override
  public Map2d maxPool(Map2d x, int kernel, int stride) {
    OnnxNode node = pool(new OnnxNode("MaxPool"), x, kernel, stride);
    return new Map2d(graph.add(node), x.shape().strided(stride));
  }

  @Override
  public PooledWithIndices<Map2d> indexedMaxPool(Map2d x) {
    String name = "indexed_pool_" + ++pools;
    String indices = name + ".indices";
    graph.add(pool(new OnnxNode("MaxPool", name), x, 2, 2), name, indices);
    Shape shape = x.shape().strided(2);
    return new PooledWithIndices<>(x, new Map2d(name, shape), new Map2d(indices, shape));
  }

  private static OnnxNode pool(OnnxNode node, Map2d x, int kernel, int stride) {
    Shape s = x.shape();
    int before = (kernel - 1) / 2;
    return node.input(x.name())
        .ints("kernel_shape", kernel, kernel)
        .ints("strides", stride, stride)
        .ints(
            "pads",
            before,
            before,
            after(s.height(), kernel, stride),
            after(s.width(), kernel, stride));
  }

  /** Padding after the map for the last window; for an odd kernel the same as before the map. */
  private static int after(int side, int kernel, int stride) {
    int before = (kernel - 1) / 2;
    int end = (Shape.ceilDiv(side, stride) - 1) * stride - before + kernel;
    return kernel % 2 == 1 ? before : Math.max(0, end - side);
  }

  @Override
  public Map2d unpool(Map2d x, PooledWithIndices<Map2d> pool) {
    Shape.same("unpooling", x.shape(), pool.maxima().shape());
    String shape = graph.add(new OnnxNode("Shape").input(pool.input().name()));
    String indices = pool.indices().name();
    Shape s = pool.input().shape();
    boolean even =
        s.height() % 2 == 0
            && s.width() % 2 == 0; // MaxUnpool does not support a partial last window
    String unpooled =
        unpooling == Unpooling.OPERATOR && even
            ? graph.add(
                new OnnxNode("MaxUnpool")
                    .input(x.name())
                    .input(indices)
                    .input(shape)
                    .ints("kernel_shape", 2, 2)
                    .ints("strides", 2, 2))
            : scatter(x.name(), indices, shape);
    return new Map2d(unpooled, s);
  }

  private String scatter(String values, String indices, String shape) {
    String zeros = graph.add(new OnnxNode("ConstantOfShape").input(shape));
    if (precision == Precision.FP16) {
      zeros = graph.add(new OnnxNode("Cast").input(zeros).integer("to", DataType.FLOAT16_VALUE));
    }
    String scattered =
        graph.add(
            new OnnxNode("ScatterElements")
                .input(flat(zeros))
                .input(flat(indices))
                .input(flat(values))
                .integer("axis", 0));
    return graph.add(new OnnxNode("Reshape").input(scattered).input(shape));
  }

  private String flat(String x) {
    return graph.add(new OnnxNode("Reshape").input(x).input(graph.integers("flat", -1)));
  }

  @Override
  public Map2d dropout(String name, Map2d x, double rate) {
    once(name);
    return x;
  }

  /**
   * As two matrix products, one for columns and one for rows: ONNX has no adaptive pool, and a
   * kernel with a stride cannot describe overlapping cells.
   */
  @Override
  public Map2d averagePool(Map2d x, int bins) {
    Shape s = x.shape();
    String columns =
        graph.constant(
            "pool_%dx%d".formatted(s.width(), bins),
            List.of(s.width(), bins),
            PoolingMatrix.columns(s.width(), bins),
            precision);
    String rows =
        graph.constant(
            "pool_%dx%d".formatted(bins, s.height()),
            List.of(bins, s.height()),
            PoolingMatrix.rows(s.height(), bins),
            precision);
    String narrow = graph.add(new OnnxNode("MatMul").input(x.name()).input(columns));
    String pooled = graph.add(new OnnxNode("MatMul").input(rows).input(narrow));
    return new Map2d(pooled, s.resized(bins, bins));
  }

  @Override
  public Map2d resize(Map2d x, int height, int width) {
    if (x.shape().height() == height && x.shape().width() == width) {
      return x;
    }
    Shape shape = x.shape().resized(height, width);
    Map2d y = new Map2d(graph.bilinear(x.name(), x.shape(), shape), shape);
    if (height >= x.shape().height() && width >= x.shape().width()) {
      upsampled.put(y.name(), x);
    }
    return y;
  }

  private void once(String layer) {
    if (!layers.add(layer)) {
      throw new IllegalArgumentException("layer '%s' occurs twice in one network".formatted(layer));
    }
  }
}
