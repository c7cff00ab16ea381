package dev.weir.zoo.cost;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a network by counting: feature maps are shapes, and layers become {@link LayerCost}s. One
 * thread, one reading.
 */
public final class CostOps implements Ops<Shape> {
  private final List<LayerCost> layers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Parameter> parameters = new ArrayList<>();

  /** The cost of a network on one image, with its guidance heads. */
  public static Cost of(Network network, int height, int width) {
    CostOps ops = new CostOps();
    network.scores(ops, new Shape(3, height, width));
    return new Cost(ops.layers);
  }

  /** All weights of a network, with those of its guidance heads, in the network's order. */
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
    if (spec.groups() > 1) {
      operation += " g%d".formatted(spec.groups());
    }
    return layer(name, operation, y, weights, perOutput * y.elements());
  }

  @Override
  public Shape deconv(String name, Shape x, Deconv spec) {
    List<Parameter> weights = Parameter.of(name, spec, x);
    long perInput = (long) weights.get(0).elements() / x.channels();
    String operation = "deconv k%d s%d".formatted(spec.kernel(), spec.stride());
    return layer(name, operation, spec.output(x), weights, perInput * x.elements());
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
    return operation("add", Shape.same("sum", a, b));
  }

  @Override
  public Shape mean(List<Shape> maps) {
    maps.forEach(map -> Shape.same("mean", maps.get(0), map));
    return operation("mean", maps.get(0));
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
  public PooledWithIndices<Shape> indexedMaxPool(Shape x) {
    Shape maxima = operation("max pool k2 s2, indices", x.strided(2));
    return new PooledWithIndices<>(x, maxima, maxima);
  }

  @Override
  public Shape unpool(Shape x, PooledWithIndices<Shape> pool) {
    Shape.same("unpooling", x, pool.maxima());
    return operation("unpool k2 s2", pool.input());
  }

  @Override
  public Shape dropout(String name, Shape x, double rate) {
    once(name);
    return x;
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
    once(name);
    parameters.addAll(weights);
    long learned =
        weights.stream().filter(w -> w.role().learned()).mapToLong(Parameter::elements).sum();
    layers.add(new LayerCost(name, operation, y, learned, macs));
    return y;
  }

  private void once(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("layer '%s' occurs twice in one network".formatted(name));
    }
  }
}
