package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.DenseNet;
import dev.weir.zoo.blocks.LayerBuilder;
import java.util.List;

/**
 * DenseASPP: a chain of atrous convolutions at rates 3, 6, 12, 18, 24. Each reads all maps before
 * it, so many scales are sampled densely without a rate above 24. Scores at 1/8.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 * @param depth of the DenseNet, 121 or 161
 */
public record DenseAspp(int classes, double width, int depth) implements Network {
  private static final String NAME = "denseaspp";
  private static final List<Integer> RATES = List.of(3, 6, 12, 18, 24);

  public DenseAspp {
    Networks.check(NAME, classes, width);
    Networks.checkDepth(NAME, depth, 121, 161);
  }

  @Override
  public String name() {
    return NAME + depth;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "DenseASPP for Semantic Segmentation in Street Scenes",
        "Yang, Yu, Zhang, Li, Yang",
        "CVPR",
        2018);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    int reduced = depth == 161 ? 512 : 128;
    int out = depth == 161 ? 128 : 64;
    T maps = DenseNet.of(layers, image, depth);
    for (int rate : RATES) {
      String name = "aspp_" + rate;
      T y = layers.bnReluConv(name + ".1x1", maps, Conv.k1(reduced));
      y = layers.bnReluConv(name + ".3x3", y, Conv.k3(out).dilation(rate));
      maps = ops.concat(List.of(maps, y));
    }
    return Scores.of(layers.classifier("score", ops.dropout("drop", maps, 0.1), classes));
  }
}
