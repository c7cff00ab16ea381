package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Scores;
import dev.weir.zoo.Shape;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.Vgg16;
import java.util.List;

/**
 * DeconvNet: VGG16 with batch normalization and its fully connected layers as convolutions, which
 * reduce a 224×224 image to a 1×1 map. Its mirror image follows: unpooling with the saved indices,
 * and transposed convolutions. Scores at full size.
 *
 * <p>The image is resized so that its sides are multiples of 32 and at least 224: fc6 has no
 * padding.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 */
public record DeconvNet(int classes, double width) implements Network {
  static final String NAME = "deconvnet";
  private static final int SMALLEST = 224;

  public DeconvNet {
    Networks.check(NAME, classes, width);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "Learning Deconvolution Network for Semantic Segmentation", "Noh, Hong, Han", "ICCV", 2015);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    Shape s = ops.shape(image);
    T x = ops.resize(image, Math.max(SMALLEST, s.height()), Math.max(SMALLEST, s.width()));
    List<PooledWithIndices<T>> pools = Vgg16.indexedPools(layers, layers.divisibleBy(32, x));
    x = layers.convBnRelu("fc6", pools.get(4).maxima(), Conv.k7(4096).unpadded());
    x = layers.convBnRelu("fc7", x, Conv.k1(4096));
    x = layers.deconvBnRelu("fc6_deconv", x, Deconv.k7(512));
    x = mirrored(layers, "deconv5", x, pools.get(4), 512, 512, 512);
    x = mirrored(layers, "deconv4", x, pools.get(3), 512, 512, 256);
    x = mirrored(layers, "deconv3", x, pools.get(2), 256, 256, 128);
    x = mirrored(layers, "deconv2", x, pools.get(1), 128, 64);
    x = mirrored(layers, "deconv1", x, pools.get(0), 64, 64);
    return Scores.of(layers.classifier("score", x, classes));
  }

  /** Unpooling, then k3 transposed convolutions. */
  private static <T> T mirrored(
      LayerBuilder<T> layers, String name, T x, PooledWithIndices<T> pool, int... channels) {
    T y = layers.ops().unpool(x, pool);
    for (int i = 0; i < channels.length; i++) {
      y = layers.deconvBnRelu(name + "_" + (i + 1), y, Deconv.k3(channels[i]));
    }
    return y;
  }
}
