package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.Vgg16;
import java.util.List;

/**
 * FCN: VGG16 with its fully connected layers as convolutions, k7 and k1. FCN-32s scores at 1/32;
 * FCN-16s and FCN-8s add the scores of pool4 and pool3 to the upsampled ones.
 *
 * <p>The image is resized so that its sides are multiples of 32. The original pads the image by 100
 * pixels; here fc6 is padded instead. Upsampling is bilinear, as the original's transposed
 * convolutions are at the start of training.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 * @param stride 32, 16 or 8
 */
public record Fcn(int classes, double width, int stride) implements Network {
  public Fcn {
    Networks.check("fcn", classes, width);
    if (stride != 32 && stride != 16 && stride != 8) {
      throw new IllegalArgumentException("fcn: stride %d: expected 32, 16 or 8".formatted(stride));
    }
  }

  @Override
  public String name() {
    return "fcn" + stride + "s";
  }

  @Override
  public Paper paper() {
    return new Paper(
        "Fully Convolutional Networks for Semantic Segmentation",
        "Long, Shelhamer, Darrell",
        "CVPR",
        2015);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    List<T> pools = Vgg16.pools(layers, layers.divisibleBy(32, image));
    T x = layers.convRelu("fc6", pools.get(4), Conv.k7(4096));
    x = ops.dropout("drop6", x, 0.5);
    x = layers.convRelu("fc7", x, Conv.k1(4096));
    x = ops.dropout("drop7", x, 0.5);
    T scores = layers.classifier("score_fr", x, classes);
    if (stride <= 16) {
      scores = refined(layers, "score_pool4", scores, pools.get(3));
    }
    if (stride <= 8) {
      scores = refined(layers, "score_pool3", scores, pools.get(2));
    }
    return Scores.of(scores);
  }

  /** Scores ×2, plus those of a finer map. */
  private <T> T refined(LayerBuilder<T> layers, String name, T scores, T pool) {
    Ops<T> ops = layers.ops();
    return ops.add(ops.resizeLike(scores, pool), layers.classifier(name, pool, classes));
  }
}
