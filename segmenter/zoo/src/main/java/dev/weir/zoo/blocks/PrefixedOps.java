package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import java.util.List;

/** Adds a prefix to every layer's name, for a network that is part of another network. */
public final class PrefixedOps<T> implements Ops<T> {
  private final String prefix;
  private final Ops<T> ops;

  public PrefixedOps(String prefix, Ops<T> ops) {
    this.prefix = prefix;
    this.ops = ops;
  }

  @Override
  public Shape shape(T x) {
    return ops.shape(x);
  }

  @Override
  public T conv(String name, T x, Conv spec) {
    return ops.conv(prefix + name, x, spec);
  }

  @Override
  public T deconv(String name, T x, Deconv spec) {
    return ops.deconv(prefix + name, x, spec);
  }

  @Override
  public T batchNorm(String name, T x) {
    return ops.batchNorm(prefix + name, x);
  }

  @Override
  public T relu(T x) {
    return ops.relu(x);
  }

  @Override
  public T add(T a, T b) {
    return ops.add(a, b);
  }

  @Override
  public T mean(List<T> maps) {
    return ops.mean(maps);
  }

  @Override
  public T concat(List<T> maps) {
    return ops.concat(maps);
  }

  @Override
  public T maxPool(T x, int kernel, int stride) {
    return ops.maxPool(x, kernel, stride);
  }

  @Override
  public PooledWithIndices<T> indexedMaxPool(T x) {
    return ops.indexedMaxPool(x);
  }

  @Override
  public T unpool(T x, PooledWithIndices<T> pool) {
    return ops.unpool(x, pool);
  }

  @Override
  public T averagePool(T x, int bins) {
    return ops.averagePool(x, bins);
  }

  @Override
  public T resize(T x, int height, int width) {
    return ops.resize(x, height, width);
  }

  @Override
  public T dropout(String name, T x, double rate) {
    return ops.dropout(prefix + name, x, rate);
  }
}
