package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Shape;
import java.util.List;

/**
 * DenseNet (Huang et al., CVPR 2017), 121 or 161, as DenseASPP uses it: without its last two
 * downsamplings. Instead, blocks 3 and 4 are dilated by 2 and 4, so it ends at 1/8. A transition,
 * which halves the channels, also follows the last block.
 */
public final class DenseNet {
  private static final List<Integer> RATES = List.of(1, 1, 2, 4);
  private static final int BOTTLENECK = 4;

  private DenseNet() {}

  /** Features at 1/8: 512 channels of DenseNet-121, 1104 of DenseNet-161. */
  public static <T> T of(LayerBuilder<T> layers, T image, int depth) {
    Ops<T> ops = layers.ops();
    int growth = depth == 161 ? 48 : 32;
    List<Integer> blocks = depth == 161 ? List.of(6, 12, 36, 24) : List.of(6, 12, 24, 16);

    int channels = 2 * growth;
    T x = layers.convBnRelu("conv0", image, Conv.k7(channels).stride(2));
    x = ops.maxPool(x, 3, 2);
    for (int b = 0; b < blocks.size(); b++) {
      x = block(layers, "dense" + (b + 1), x, blocks.get(b), growth, RATES.get(b));
      channels = (channels + blocks.get(b) * growth) / 2;
      x = layers.bnReluConv("transition" + (b + 1), x, Conv.k1(channels));
      if (b == 0) {
        x = halved(ops, x);
      }
    }
    return ops.relu(ops.batchNorm("norm5", x));
  }

  /** Each layer (k1 4 × growth, then k3 growth) reads all maps before it. */
  private static <T> T block(
      LayerBuilder<T> layers, String name, T x, int count, int growth, int rate) {
    T maps = x;
    for (int i = 1; i <= count; i++) {
      String layer = name + "_" + i;
      T y = layers.bnReluConv(layer + ".1x1", maps, Conv.k1(BOTTLENECK * growth));
      y = layers.bnReluConv(layer + ".3x3", y, Conv.k3(growth).dilation(rate));
      maps = layers.ops().concat(List.of(maps, y));
    }
    return maps;
  }

  /**
   * The transition's average pool k2 s2. A bilinear resize to half samples midway between four
   * values, which gives their mean. Odd sides are rounded up.
   */
  private static <T> T halved(Ops<T> ops, T x) {
    Shape half = ops.shape(x).strided(2);
    return ops.resize(x, half.height(), half.width());
  }
}
