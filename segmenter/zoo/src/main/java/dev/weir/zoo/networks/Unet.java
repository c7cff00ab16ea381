package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.LayerBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * U-Net: five levels of two k3 each. Max pools halve the map; 2×2 transposed convolutions double it
 * again and are merged with the map of the same level. Scores at full size.
 *
 * <p>The image is resized so that its sides are multiples of 16. Convolutions are padded; the
 * original crops instead.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 */
public record Unet(int classes, double width) implements Network {
  static final String NAME = "unet";
  private static final int LEVELS = 5;

  public Unet {
    Networks.check(NAME, classes, width);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "U-Net: Convolutional Networks for Biomedical Image Segmentation",
        "Ronneberger, Fischer, Brox",
        "MICCAI",
        2015);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    Deque<T> skips = new ArrayDeque<>();
    T x = twice(layers, "down1", layers.divisibleBy(16, image), channels(1));
    for (int level = 2; level <= LEVELS; level++) {
      skips.push(x);
      x = twice(layers, "down" + level, ops.maxPool(x, 2, 2), channels(level));
    }
    x = ops.dropout("drop", x, 0.5);
    for (int level = LEVELS - 1; level >= 1; level--) {
      x = layers.deconv("up" + level, x, Deconv.k2s2(channels(level)).withBias());
      x = twice(layers, "merge" + level, ops.concat(List.of(skips.pop(), x)), channels(level));
    }
    return Scores.of(layers.classifier("score", x, classes));
  }

  /** 64, 128, 256, 512, 1024. */
  private static int channels(int level) {
    return 32 << level;
  }

  private static <T> T twice(LayerBuilder<T> layers, String name, T x, int out) {
    return layers.convRelu(
        name + "_2", layers.convRelu(name + "_1", x, Conv.k3(out)), Conv.k3(out));
  }
}
