package dev.weir.zoo.quantize;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxOps;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a network by writing it as ONNX nodes that a runtime can execute with 8-bit integers.
 * Inputs of convolutions, sums and resizes pass through {@code QuantizeLinear} and {@code
 * DequantizeLinear} (QDQ form; Jacob et al., CVPR 2018, arXiv 1712.05877), which ONNX Runtime fuses
 * with the operation between them. Activations are u8 per tensor, kernels s8 per output channel,
 * biases s32. Batch normalization is folded into the convolution before it. One thread, one
 * reading.
 *
 * <p>Limitations: operations without an integer form (average pools, transposed convolutions,
 * unpooling, normalization without a convolution before it) stay in floats.
 */
final class QuantizedOps implements Ops<QuantizedOps.Value> {
  /** Feature maps in the graph, in floats until an operation needs them quantized. */
  static final class Value {
    private final Shape shape;

    /** The operation whose range applies; −1 for the image. */
    private final int operation;

    /** The operation whose range applies instead; null for its own. */
    private @Nullable Value like;

    /** The map it was upsampled from, or null. */
    private @Nullable Value small;

    private @Nullable FoldedConv pending;
    private @Nullable String real;
    private @Nullable String grid;

    private Value(Shape shape, int operation) {
      this.shape = shape;
      this.operation = operation;
    }
  }

  private final OnnxGraph graph;
  private final Weights weights;
  private final ActivationRanges ranges;
  private final OnnxOps floats;
  private final QuantizationParams imageGrid;
  private int operations;

  QuantizedOps(
      OnnxGraph graph, Weights weights, ActivationRanges ranges, QuantizationParams image) {
    this.graph = graph;
    this.weights = weights;
    this.ranges = ranges;
    this.imageGrid = image;
    this.floats = new OnnxOps(graph, weights, Unpooling.OPERATOR);
  }

  /** The image, whose range is known. */
  Value image(OnnxOps.Map2d image) {
    Value value = new Value(image.shape(), -1);
    value.real = image.name();
    return value;
  }

  /** The value in floats, for nodes after the network. */
  OnnxOps.Map2d real(Value x) {
    return new OnnxOps.Map2d(name(x), x.shape);
  }

  private String name(Value x) {
    FoldedConv conv = x.pending;
    if (conv != null) {
      x.real = conv.write(graph);
      x.pending = null;
    }
    String real = x.real;
    if (real == null) {
      throw new IllegalStateException("a value without a name");
    }
    return real;
  }

  /** The value quantized and dequantized. */
  private OnnxOps.Map2d operand(Value x) {
    String grid = x.grid;
    if (grid == null) {
      grid = grid(x).write(graph, name(x));
      x.grid = grid;
    }
    return new OnnxOps.Map2d(grid, x.shape);
  }

  private QuantizationParams grid(Value x) {
    Value like = x.like;
    if (like != null) {
      return grid(like);
    }
    return x.operation < 0
        ? imageGrid
        : QuantizationParams.of(ranges.minima().get(x.operation), ranges.maxima().get(x.operation));
  }

  private Value next(Shape shape) {
    if (operations >= ranges.minima().size()) {
      throw new IllegalArgumentException(
          "ranges of %d operations: the network has more; calibrate the same network"
              .formatted(ranges.minima().size()));
    }
    return new Value(shape, operations++);
  }

  private Value written(OnnxOps.Map2d y) {
    Value value = next(y.shape());
    value.real = y.name();
    return value;
  }

  @Override
  public Shape shape(Value x) {
    return x.shape;
  }

  @Override
  public Value conv(String name, Value x, Conv spec) {
    Value y = next(spec.output(x.shape));
    Value small = x.small;
    if (small != null && OnnxOps.cheaperBeforeUpsampling(spec, small.shape)) {
      FoldedConv conv =
          FoldedConv.of(
              name, spec, small.shape, weights, operand(small).name(), grid(small).scale());
      y.real = graph.bilinear(conv.write(graph), spec.output(small.shape), y.shape);
      return y;
    }
    y.pending = FoldedConv.of(name, spec, x.shape, weights, operand(x).name(), grid(x).scale());
    return y;
  }

  @Override
  public Value batchNorm(String name, Value x) {
    FoldedConv conv = x.pending;
    if (conv == null) {
      return written(floats.batchNorm(name, operand(x)));
    }
    x.pending = null;
    Value y = next(x.shape);
    y.pending = conv.normalized(name, weights);
    return y;
  }

  @Override
  public Value relu(Value x) {
    return written(floats.relu(real(x)));
  }

  @Override
  public Value add(Value a, Value b) {
    return written(floats.add(operand(a), operand(b)));
  }

  @Override
  public Value mean(List<Value> maps) {
    return written(floats.mean(maps.stream().map(this::operand).toList()));
  }

  @Override
  public Value concat(List<Value> maps) {
    List<OnnxOps.Map2d> operands = new ArrayList<>();
    maps.forEach(map -> operands.add(operand(map)));
    return written(floats.concat(operands));
  }

  @Override
  public Value maxPool(Value x, int kernel, int stride) {
    return written(floats.maxPool(operand(x), kernel, stride));
  }

  @Override
  public PooledWithIndices<Value> indexedMaxPool(Value x) {
    PooledWithIndices<OnnxOps.Map2d> pool = floats.indexedMaxPool(operand(x));
    Value indices = new Value(pool.indices().shape(), -1);
    indices.real = pool.indices().name();
    return new PooledWithIndices<>(x, written(pool.maxima()), indices);
  }

  @Override
  public Value unpool(Value x, PooledWithIndices<Value> pool) {
    return written(
        floats.unpool(
            operand(x),
            new PooledWithIndices<>(
                operand(pool.input()), real(pool.maxima()), real(pool.indices()))));
  }

  @Override
  public Value deconv(String name, Value x, Deconv spec) {
    return written(floats.deconv(name, operand(x), spec));
  }

  @Override
  public Value dropout(String name, Value x, double rate) {
    return written(real(x));
  }

  @Override
  public Value averagePool(Value x, int bins) {
    return written(floats.averagePool(operand(x), bins));
  }

  /**
   * On the grid of its input, because a mean of values never leaves their range. The runtime then
   * resizes the 8-bit integers directly, and the convolution before it also ends in integers.
   */
  @Override
  public Value resize(Value x, int height, int width) {
    Shape s = x.shape;
    if (s.height() == height && s.width() == width) {
      return written(real(x));
    }
    Value y = next(s.resized(height, width));
    y.like = x;
    y.real = graph.bilinear(operand(x).name(), s, y.shape);
    if (height >= s.height() && width >= s.width()) {
      y.small = x;
    }
    return y;
  }
}
