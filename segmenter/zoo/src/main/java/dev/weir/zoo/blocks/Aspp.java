package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Ops;
import java.util.ArrayList;
import java.util.List;

/**
 * Atrous spatial pyramid pooling with image-level features (Chen et al., 2017): k1, three k3 at
 * growing rates and the global mean, 256 channels each, concatenated, then k1 256. If a rate is
 * close to the map's size, a k3 sees little but its center; the mean compensates for that.
 */
public final class Aspp {
  private static final int OUT = 256;

  private Aspp() {}

  /** With plain convolutions, as in DeepLabV3. */
  public static <T> T plain(LayerBuilder<T> layers, T x, int... rates) {
    return of(layers, x, false, rates);
  }

  /** With depthwise separable convolutions, as in DeepLabV3+. */
  public static <T> T separable(LayerBuilder<T> layers, T x, int... rates) {
    return of(layers, x, true, rates);
  }

  private static <T> T of(LayerBuilder<T> layers, T x, boolean separable, int... rates) {
    Ops<T> ops = layers.ops();
    List<T> maps = new ArrayList<>();
    maps.add(layers.convBnRelu("aspp_1x1", x, Conv.k1(OUT)));
    for (int rate : rates) {
      Conv conv = Conv.k3(OUT).dilation(rate);
      String name = "aspp_" + rate;
      maps.add(
          separable ? ops.relu(layers.separable(name, x, conv)) : layers.convBnRelu(name, x, conv));
    }
    T mean = layers.convBnRelu("aspp_image", ops.averagePool(x, 1), Conv.k1(OUT));
    maps.add(ops.resizeLike(mean, x));
    return layers.convBnRelu("aspp", ops.concat(maps), Conv.k1(OUT));
  }
}
