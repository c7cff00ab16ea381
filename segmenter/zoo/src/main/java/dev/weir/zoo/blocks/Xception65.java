package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Ops;

/**
 * The modified aligned Xception of DeepLabV3+ (Chen et al., ECCV 2018): depthwise separable
 * convolutions throughout, strides instead of max pools, BN + ReLU after each depthwise k3. The
 * last stride is replaced by dilation 2, so it ends at 1/16.
 */
public final class Xception65 {
  private static final int MIDDLE_BLOCKS = 16;

  /**
   * Its outputs.
   *
   * @param quarter from the entry flow, at 1/4, 256 channels
   * @param end the last features, at 1/16, 2048 channels
   */
  public record Features<T>(T quarter, T end) {}

  /** Three separable convolutions: channels, the last one's stride, their rate. */
  private record Block(int first, int second, int third, int stride, int rate) {}

  private Xception65() {}

  public static <T> Features<T> of(LayerBuilder<T> layers, T image) {
    Ops<T> ops = layers.ops();
    T x = layers.convBnRelu("conv1_1", image, Conv.k3(32).stride(2));
    x = layers.convBnRelu("conv1_2", x, Conv.k3(64));

    x = projected(layers, "entry1", x, new Block(128, 128, 128, 2, 1));
    Block entry2 = new Block(256, 256, 256, 2, 1);
    T quarter = firstTwo(layers, "entry2", x, entry2);
    x = ops.add(third(layers, "entry2", quarter, entry2), projection(layers, "entry2", x, entry2));
    x = projected(layers, "entry3", x, new Block(728, 728, 728, 2, 1));

    Block middle = new Block(728, 728, 728, 1, 1);
    for (int i = 1; i <= MIDDLE_BLOCKS; i++) {
      x = ops.add(separables(layers, "middle" + i, x, middle), x);
    }

    x = projected(layers, "exit1", x, new Block(728, 1024, 1024, 1, 1));
    x = separables(layers, "exit2", x, new Block(1536, 1536, 2048, 1, 2));
    return new Features<>(quarter, ops.relu(x));
  }

  /** A block plus its projected input. */
  private static <T> T projected(LayerBuilder<T> layers, String name, T x, Block block) {
    return layers.ops().add(separables(layers, name, x, block), projection(layers, name, x, block));
  }

  private static <T> T projection(LayerBuilder<T> layers, String name, T x, Block block) {
    return layers.convBn(name + ".proj", x, Conv.k1(block.third).stride(block.stride));
  }

  private static <T> T separables(LayerBuilder<T> layers, String name, T x, Block block) {
    return third(layers, name, firstTwo(layers, name, x, block), block);
  }

  private static <T> T firstTwo(LayerBuilder<T> layers, String name, T x, Block block) {
    T y = separable(layers, name + "_1", x, Conv.k3(block.first).dilation(block.rate));
    return separable(layers, name + "_2", y, Conv.k3(block.second).dilation(block.rate));
  }

  private static <T> T third(LayerBuilder<T> layers, String name, T x, Block block) {
    Conv conv = Conv.k3(block.third).dilation(block.rate).stride(block.stride);
    return separable(layers, name + "_3", x, conv);
  }

  private static <T> T separable(LayerBuilder<T> layers, String name, T x, Conv conv) {
    return layers.separable(name, layers.ops().relu(x), conv);
  }
}
