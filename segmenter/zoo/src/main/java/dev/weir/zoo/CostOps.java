package dev.weir.zoo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a network by counting: feature maps are shapes, layers become {@link LayerCost}s. One
 * thread, one reading.
 */
public final class CostOps implements Ops<Shape> {
  private final List<LayerCost> layers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Parameter> parameters = new ArrayList<>();

  /** The cost of a network on one image, its guidance heads included. */
  public static Cost of(Network network, int height, int width) {
    CostOps ops = new CostOps();
    network.scores(ops, new Shape(3, height, width));
    return new Cost(ops.layers);
  }

  /** All weights that a network asks for, its guidance heads' included, in its own order. */
  public static List<Parameter> parametersOf(Network network) {
    CostOps ops = new CostOps();
    // No weight's shape depends on the image's.
    network.scores(ops, new Shape(3, 128, 128));
    return List.copyOf(ops.parameters);
  }

  @Override
  public Shape shape(Shape x) {
    return x;
  }

  @Override
  public Shape conv(String name, Shape x, Conv spec) {
    Shape y = spec.output(x);
    List<Parameter> weights = Parameter.of(name, spec, x);
    long perOutput = (long) weights.get(0).elements() / spec.out();
    String operation = "conv k%d s%d d%d".formatted(spec.kernel(), spec.stride(), spec.dilation());
    return layer(name, operation, y, weights, perOutput * y.elements());
  }

  @Override
  public Shape batchNorm(String name, Shape x) {
    return layer(name, "batch norm", x, Parameter.ofBatchNorm(name, x.channels()), 0);
  }

  @Override
  public Shape relu(Shape x) {
    return operation("relu", x);
  }

  @Override
  public Shape add(Shape a, Shape b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException("sum of %s and %s: expected one shape".formatted(a, b));
    }
    return operation("add", a);
  }

  @Override
  public Shape concat(List<Shape> maps) {
    return operation("concat", Shape.concat(maps));
  }

  @Override
  public Shape maxPool(Shape x, int kernel, int stride) {
    return operation("max pool k%d s%d".formatted(kernel, stride), x.strided(stride));
  }

  @Override
  public Shape averagePool(Shape x, int bins) {
    return operation("average pool %dx%d".formatted(bins, bins), x.resized(bins, bins));
  }

  @Override
  public Shape resize(Shape x, int height, int width) {
    return operation("resize", x.resized(height, width));
  }

  private Shape operation(String operation, Shape y) {
    layers.add(new LayerCost("", operation, y, 0, 0));
    return y;
  }

  private Shape layer(String name, String operation, Shape y, List<Parameter> weights, long macs) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("layer '%s' stands twice in one network".formatted(name));
    }
    parameters.addAll(weights);
    long learned =
        weights.stream().filter(w -> w.role().learned()).mapToLong(Parameter::elements).sum();
    layers.add(new LayerCost(name, operation, y, learned, macs));
    return y;
  }
}
