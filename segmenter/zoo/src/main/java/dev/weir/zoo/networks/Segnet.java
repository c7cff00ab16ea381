package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.Vgg16;
import java.util.List;

/**
 * SegNet: VGG16's convolutions with batch normalization, and a mirrored decoder that unpools with
 * the encoder's indices. Scores at full size.
 *
 * <p>The image is resized so that its sides are multiples of 32.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 */
public record Segnet(int classes, double width) implements Network {
  static final String NAME = "segnet";

  public Segnet {
    Networks.check(NAME, classes, width);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "SegNet: A Deep Convolutional Encoder-Decoder Architecture for Image Segmentation",
        "Badrinarayanan, Kendall, Cipolla",
        "TPAMI",
        2017);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    List<PooledWithIndices<T>> pools = Vgg16.indexedPools(layers, layers.divisibleBy(32, image));
    T x = pools.get(4).maxima();
    x = decoded(layers, "conv5", x, pools.get(4), 512, 512, 512);
    x = decoded(layers, "conv4", x, pools.get(3), 512, 512, 256);
    x = decoded(layers, "conv3", x, pools.get(2), 256, 256, 128);
    x = decoded(layers, "conv2", x, pools.get(1), 128, 64);
    x = decoded(layers, "conv1", x, pools.get(0), 64);
    return Scores.of(layers.wideClassifier("score", x, classes));
  }

  /** Unpooling, then k3 convolutions. */
  private static <T> T decoded(
      LayerBuilder<T> layers, String name, T x, PooledWithIndices<T> pool, int... channels) {
    T y = layers.ops().unpool(x, pool);
    for (int i = 0; i < channels.length; i++) {
      y = layers.convBnRelu(name + "_d" + (i + 1), y, Conv.k3(channels[i]));
    }
    return y;
  }
}
