package dev.weir.zoo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a network by writing it down as ONNX nodes (operator set 18). Weights become initializers
 * under their own names. Height and width are fixed while the network is read, the batch is free.
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
  private final Set<String> layers = new HashSet<>();

  /** Writes into {@code graph}, with weights from {@code weights}. */
  public OnnxOps(OnnxGraph graph, Weights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  @Override
  public Shape shape(Map2d x) {
    return x.shape();
  }

  @Override
  public Map2d conv(String name, Map2d x, Conv spec) {
    once(name);
    List<String> inputs =
        Parameter.of(name, spec, x.shape()).stream()
            .map(p -> graph.weight(p, weights.values(p)))
            .toList();
    OnnxNode node =
        new OnnxNode("Conv", name)
            .input(x.name())
            .inputs(inputs)
            .ints("kernel_shape", spec.kernel(), spec.kernel())
            .ints("strides", spec.stride(), spec.stride())
            .ints("dilations", spec.dilation(), spec.dilation())
            .ints("pads", spec.padding(), spec.padding(), spec.padding(), spec.padding())
            .integer("group", spec.groups());
    return new Map2d(graph.add(node), spec.output(x.shape()));
  }

  @Override
  public Map2d batchNorm(String name, Map2d x) {
    once(name);
    List<String> inputs =
        Parameter.ofBatchNorm(name, x.shape().channels()).stream()
            .map(p -> graph.weight(p, weights.values(p)))
            .toList();
    OnnxNode node =
        new OnnxNode("BatchNormalization", name)
            .input(x.name())
            .inputs(inputs)
            .real("epsilon", BATCH_NORM_EPSILON);
    return new Map2d(graph.add(node), x.shape());
  }

  @Override
  public Map2d relu(Map2d x) {
    return new Map2d(graph.add(new OnnxNode("Relu").input(x.name())), x.shape());
  }

  @Override
  public Map2d add(Map2d a, Map2d b) {
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException(
          "sum of %s and %s: expected one shape".formatted(a.shape(), b.shape()));
    }
    return new Map2d(graph.add(new OnnxNode("Add").input(a.name()).input(b.name())), a.shape());
  }

  @Override
  public Map2d concat(List<Map2d> maps) {
    OnnxNode node =
        new OnnxNode("Concat").inputs(maps.stream().map(Map2d::name).toList()).integer("axis", 1);
    return new Map2d(graph.add(node), Shape.concat(maps.stream().map(Map2d::shape).toList()));
  }

  @Override
  public Map2d maxPool(Map2d x, int kernel, int stride) {
    int pad = kernel / 2;
    OnnxNode node =
        new OnnxNode("MaxPool")
            .input(x.name())
            .ints("kernel_shape", kernel, kernel)
            .ints("strides", stride, stride)
            .ints("pads", pad, pad, pad, pad);
    return new Map2d(graph.add(node), x.shape().strided(stride));
  }

  /**
   * As two matrix products, one for columns and one for rows: ONNX has no adaptive pool, and cells
   * that overlap cannot be said with a kernel and a stride.
   */
  @Override
  public Map2d averagePool(Map2d x, int bins) {
    Shape s = x.shape();
    String columns =
        graph.constant(
            "pool_%dx%d".formatted(s.width(), bins),
            List.of(s.width(), bins),
            PoolingMatrix.columns(s.width(), bins));
    String rows =
        graph.constant(
            "pool_%dx%d".formatted(bins, s.height()),
            List.of(bins, s.height()),
            PoolingMatrix.rows(s.height(), bins));
    String narrow = graph.add(new OnnxNode("MatMul").input(x.name()).input(columns));
    String pooled = graph.add(new OnnxNode("MatMul").input(rows).input(narrow));
    return new Map2d(pooled, s.resized(bins, bins));
  }

  @Override
  public Map2d resize(Map2d x, int height, int width) {
    if (x.shape().height() == height && x.shape().width() == width) {
      return x;
    }
    String size = graph.integers("size_%dx%d".formatted(height, width), height, width);
    return new Map2d(graph.add(graph.bilinear(x.name(), size)), x.shape().resized(height, width));
  }

  private void once(String layer) {
    if (!layers.add(layer)) {
      throw new IllegalArgumentException("layer '%s' stands twice in one network".formatted(layer));
    }
  }
}
