package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Ops;

/**
 * The parts of a RefineNet unit (Lin et al., CVPR 2017); all convolutions are k3 without batch
 * normalization, so only the initial weights limit their values. Terms of a running sum start
 * small, so that a unit starts as the identity (like ResNets without normalization: Zhang, Dauphin,
 * Ma, "Fixup Initialization", ICLR 2019). Fusion keeps the magnitude of the values.
 */
public final class RefineNetUnit {
  private static final int POOLS = 4;

  /** For the last convolution of a term that is added to a sum. */
  private static final double FAINT = 0.1;

  /**
   * For two convolutions whose outputs are summed, without a ReLU (which would halve them) before.
   */
  private static final double FUSED = 0.5;

  private RefineNetUnit() {}

  /**
   * Residual conv units in a row: ReLU k3 ReLU k3, plus the input.
   *
   * @param channels of {@code x}, published
   */
  public static <T> T residual(LayerBuilder<T> layers, String name, int count, T x, int channels) {
    Ops<T> ops = layers.ops();
    T y = x;
    for (int i = 1; i <= count; i++) {
      String unit = name + "_" + i;
      T z = layers.conv(unit + ".a", ops.relu(y), Conv.k3(channels).withBias());
      z = layers.conv(unit + ".b", ops.relu(z), Conv.k3(channels).gain(FAINT));
      y = ops.add(z, y);
    }
    return y;
  }

  /** Multi-resolution fusion: both paths through k3, the coarse one upsampled, summed. */
  public static <T> T fused(LayerBuilder<T> layers, String name, T fine, T coarse, int channels) {
    Ops<T> ops = layers.ops();
    T a = layers.conv(name + ".fine", fine, Conv.k3(channels).gain(FUSED));
    T b = layers.conv(name + ".coarse", coarse, Conv.k3(channels).gain(FUSED));
    return ops.add(a, ops.resizeLike(b, a));
  }

  /**
   * Chained residual pooling: ReLU, then a chain of max pools k5 s1, each through k3; every link is
   * added to the running sum.
   */
  public static <T> T chainedPooling(LayerBuilder<T> layers, String name, T x, int channels) {
    Ops<T> ops = layers.ops();
    T sum = ops.relu(x);
    T link = sum;
    for (int i = 1; i <= POOLS; i++) {
      Conv conv = Conv.k3(channels).gain(FAINT);
      link = layers.conv(name + "_" + i, ops.maxPool(link, 5, 1), conv);
      sum = ops.add(sum, link);
    }
    return sum;
  }
}
