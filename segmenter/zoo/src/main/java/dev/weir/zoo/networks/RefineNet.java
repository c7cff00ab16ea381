package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.RefineNetUnit;
import dev.weir.zoo.blocks.ResNet;

/**
 * RefineNet: the four stages of a ResNet, at 1/4 to 1/32. Each is refined together with the result
 * of the coarser stages. Scores at 1/4.
 *
 * <p>A k3 reduces the channels of each stage, and the pooling chain has four links, as in the
 * implementations with the often quoted 118 M parameters (ResNet-101).
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 * @param depth of the ResNet, 50 or 101
 */
public record RefineNet(int classes, double width, int depth) implements Network {
  private static final String NAME = "refinenet";
  private static final int WIDE = 512;
  private static final int NARROW = 256;

  public RefineNet {
    Networks.check(NAME, classes, width);
    Networks.checkDepth(NAME, depth, 50, 101);
  }

  @Override
  public String name() {
    return NAME + depth;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "RefineNet: Multi-Path Refinement Networks for High-Resolution Semantic Segmentation",
        "Lin, Milan, Shen, Reid",
        "CVPR",
        2017);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    T stem = ResNet.stem(layers, image);
    ResNet.Stages<T> stages = ResNet.stages(layers, stem, depth, 32, ResNet.plain());

    T x = adapted(layers, "refine4", stages.conv5(), WIDE);
    x = pooled(layers, "refine4", x, WIDE);
    x = refined(layers, "refine3", stages.conv4(), x, WIDE);
    x = refined(layers, "refine2", stages.conv3(), x, NARROW);
    x = refined(layers, "refine1", stages.conv2(), x, NARROW);
    x = RefineNetUnit.residual(layers, "last", 2, x, NARROW);
    x = ops.dropout("drop", x, 0.5);
    return Scores.of(layers.wideClassifier("score", x, classes));
  }

  /** A stage and the output of the coarser unit: residual units, fusion, pooling. */
  private static <T> T refined(
      LayerBuilder<T> layers, String name, T stage, T coarser, int coarse) {
    T fine = adapted(layers, name, stage, NARROW);
    T path = RefineNetUnit.residual(layers, name + ".coarse", 2, coarser, coarse);
    T fused = RefineNetUnit.fused(layers, name + ".fuse", fine, path, NARROW);
    return pooled(layers, name, fused, NARROW);
  }

  /** A stage with fewer channels, through two residual units. */
  private static <T> T adapted(LayerBuilder<T> layers, String name, T stage, int channels) {
    T x = layers.conv(name + ".narrow", stage, Conv.k3(channels));
    return RefineNetUnit.residual(layers, name + ".fine", 2, x, channels);
  }

  /** Chained pooling, then the unit's last residual unit. */
  private static <T> T pooled(LayerBuilder<T> layers, String name, T x, int channels) {
    T y = RefineNetUnit.chainedPooling(layers, name + ".pool", x, channels);
    return RefineNetUnit.residual(layers, name + ".out", 1, y, channels);
  }
}
