package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Ops;
import java.util.ArrayList;
import java.util.List;

/** Pyramid pooling (Zhao et al., CVPR 2017): average pools of 1, 2, 3 and 6 bins per side. */
public final class PyramidPooling {
  private static final List<Integer> BINS = List.of(1, 2, 3, 6);

  private PyramidPooling() {}

  /** ICNet's form: the pools upsampled and summed to the input. */
  public static <T> T summed(Ops<T> ops, T x) {
    T sum = x;
    for (int bins : BINS) {
      sum = ops.add(sum, ops.resizeLike(ops.averagePool(x, bins), x));
    }
    return sum;
  }

  /** PSPNet's form: each pool through k1 {@code out}, upsampled, concatenated to the input. */
  public static <T> T concatenated(LayerBuilder<T> layers, String name, T x, int out) {
    Ops<T> ops = layers.ops();
    List<T> maps = new ArrayList<>(List.of(x));
    for (int bins : BINS) {
      T pool = layers.convBnRelu(name + "_" + bins, ops.averagePool(x, bins), Conv.k1(out));
      maps.add(ops.resizeLike(pool, x));
    }
    return ops.concat(maps);
  }
}
