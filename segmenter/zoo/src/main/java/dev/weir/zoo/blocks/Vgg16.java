package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.PooledWithIndices;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of VGG16 (Simonyan and Zisserman, ICLR 2015): five groups of k3, each followed
 * by a max pool k2 s2.
 */
public final class Vgg16 {
  private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
  private static final int[] CHANNELS = {64, 128, 256, 512, 512};

  private Vgg16() {}

  /** The five pools, at 1/2 to 1/32; convolutions with bias, as published. */
  public static <T> List<T> pools(LayerBuilder<T> layers, T image) {
    List<T> pools = new ArrayList<>();
    T x = image;
    for (int group = 0; group < CHANNELS.length; group++) {
      for (int i = 1; i <= CONVOLUTIONS[group]; i++) {
        x = layers.convRelu(name(group, i), x, Conv.k3(CHANNELS[group]));
      }
      x = layers.ops().maxPool(x, 2, 2);
      pools.add(x);
    }
    return pools;
  }

  /** The five pools with their indices; convolutions with batch normalization. */
  public static <T> List<PooledWithIndices<T>> indexedPools(LayerBuilder<T> layers, T image) {
    List<PooledWithIndices<T>> pools = new ArrayList<>();
    T x = image;
    for (int group = 0; group < CHANNELS.length; group++) {
      for (int i = 1; i <= CONVOLUTIONS[group]; i++) {
        x = layers.convBnRelu(name(group, i), x, Conv.k3(CHANNELS[group]));
      }
      PooledWithIndices<T> pool = layers.ops().indexedMaxPool(x);
      x = pool.maxima();
      pools.add(pool);
    }
    return pools;
  }

  private static String name(int group, int i) {
    return "conv" + (group + 1) + "_" + i;
  }
}
