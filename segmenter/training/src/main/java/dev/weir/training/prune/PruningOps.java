package dev.weir.training.prune;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import dev.weir.zoo.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a network to find which channels belong together, and the norm of each. One thread, one
 * reading.
 */
final class PruningOps implements Ops<Channels> {
  /** Input and output of a layer. */
  record Layer(Channels input, Channels output, boolean transposed, boolean depthwise) {}

  private final Weights weights;
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  PruningOps(Weights weights) {
    this.weights = weights;
  }

  /** Convolutions and normalizations by name. */
  Map<String, Layer> layers() {
    return layers;
  }

  @Override
  public Shape shape(Channels x) {
    return x.shape();
  }

  @Override
  public Channels conv(String name, Channels x, Conv spec) {
    boolean depthwise = spec.groups() > 1;
    if (depthwise && (spec.groups() != x.shape().channels() || spec.out() != spec.groups())) {
      throw new IllegalArgumentException(
          "layer '%s' has %d groups: pruning supports only plain and depthwise convolutions"
              .formatted(name, spec.groups()));
    }
    Shape shape = spec.output(x.shape());
    // A depthwise kernel belongs to the channel that it reads.
    Channels y = depthwise ? x.at(shape) : Channels.fresh(shape);
    layers.put(name, new Layer(x, y, false, depthwise));
    if (!depthwise) {
      Parameter kernel = Parameter.of(name, spec, x.shape()).get(0);
      float[] values = weights.values(kernel);
      int each = values.length / spec.out();
      for (int i = 0; i < values.length; i++) {
        y.groups().get(0).weigh(i / each, Math.abs(values[i]));
      }
    }
    return y;
  }

  @Override
  public Channels deconv(String name, Channels x, Deconv spec) {
    Channels y = Channels.fresh(spec.output(x.shape()));
    layers.put(name, new Layer(x, y, true, false));
    Parameter kernel = Parameter.of(name, spec, x.shape()).get(0);
    float[] values = weights.values(kernel);
    int patch = spec.kernel() * spec.kernel();
    for (int i = 0; i < values.length; i++) {
      y.groups().get(0).weigh(i / patch % spec.out(), Math.abs(values[i]));
    }
    return y;
  }

  @Override
  public Channels batchNorm(String name, Channels x) {
    layers.put(name, new Layer(x, x, false, true));
    return x;
  }

  @Override
  public Channels relu(Channels x) {
    return x;
  }

  @Override
  public Channels add(Channels a, Channels b) {
    a.join(b);
    return a;
  }

  @Override
  public Channels mean(List<Channels> maps) {
    maps.forEach(map -> maps.get(0).join(map));
    return maps.get(0);
  }

  @Override
  public Channels concat(List<Channels> maps) {
    List<ChannelGroup> groups = new ArrayList<>();
    maps.forEach(map -> groups.addAll(map.groups()));
    return new Channels(Shape.concat(maps.stream().map(Channels::shape).toList()), groups);
  }

  @Override
  public Channels maxPool(Channels x, int kernel, int stride) {
    return x.at(x.shape().strided(stride));
  }

  @Override
  public PooledWithIndices<Channels> indexedMaxPool(Channels x) {
    Channels maxima = maxPool(x, 2, 2);
    return new PooledWithIndices<>(x, maxima, maxima);
  }

  @Override
  public Channels unpool(Channels x, PooledWithIndices<Channels> pool) {
    // Values go to the positions of the maxima in the same channel.
    x.join(pool.maxima());
    return x.at(pool.input().shape());
  }

  @Override
  public Channels dropout(String name, Channels x, double rate) {
    return x;
  }

  @Override
  public Channels averagePool(Channels x, int bins) {
    return x.at(x.shape().resized(bins, bins));
  }

  @Override
  public Channels resize(Channels x, int height, int width) {
    return x.at(x.shape().resized(height, width));
  }
}
