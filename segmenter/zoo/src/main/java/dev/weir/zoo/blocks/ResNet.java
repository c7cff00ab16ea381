package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import java.util.Collections;
import java.util.List;

/**
 * ResNet (He et al., CVPR 2016) of bottlenecks. The stride is in a unit's first convolution, as
 * published with Caffe's ResNet and PSPNet.
 */
public final class ResNet {
  private static final int UNITS_2 = 3;
  private static final int UNITS_3 = 4;
  private static final int UNITS_5 = 3;

  /**
   * The outputs of its stages.
   *
   * @param conv2 at 1/4, 256 channels
   * @param conv3 at 1/8, 512 channels
   * @param conv4 at 1/16 unless dilated, 1024 channels
   * @param conv5 at 1/32 unless dilated, 2048 channels
   */
  public record Stages<T>(T conv2, T conv3, T conv4, T conv5) {}

  private ResNet() {}

  /** k7 s2 64, max pool: at 1/4. */
  public static <T> T stem(LayerBuilder<T> layers, T image) {
    return layers.ops().maxPool(layers.convBnRelu("conv1", image, Conv.k7(64).stride(2)), 3, 2);
  }

  /** PSPNet's: k3 s2 64, k3 64, k3 128, max pool: at 1/4. */
  public static <T> T deepStem(LayerBuilder<T> layers, T image) {
    T x = layers.convBnRelu("conv1_1", image, Conv.k3(64).stride(2));
    x = layers.convBnRelu("conv1_2", x, Conv.k3(64));
    x = layers.convBnRelu("conv1_3", x, Conv.k3(128));
    return layers.ops().maxPool(x, 3, 2);
  }

  /**
   * The four stages after a stem.
   *
   * @param depth 50 or 101
   * @param outputStride 32, or 16 or 8 with dilation instead of the last strides
   * @param grid multi-grid of conv5: a unit's rate is its entry times the stage's rate
   */
  public static <T> Stages<T> stages(
      LayerBuilder<T> layers, T stem, int depth, int outputStride, List<Integer> grid) {
    int units4 = depth == 101 ? 23 : 6;
    int rate4 = outputStride == 8 ? 2 : 1;
    int rate5 = 32 / outputStride;
    T conv2 = stage(layers, "conv2", stem, 64, 1, 1, plain(UNITS_2));
    T conv3 = stage(layers, "conv3", conv2, 128, 2, 1, plain(UNITS_3));
    T conv4 = stage(layers, "conv4", conv3, 256, outputStride == 8 ? 1 : 2, rate4, plain(units4));
    T conv5 = stage(layers, "conv5", conv4, 512, outputStride == 32 ? 2 : 1, rate5, grid);
    return new Stages<>(conv2, conv3, conv4, conv5);
  }

  /** The grid of a stage whose units all have the stage's rate. */
  static List<Integer> plain(int units) {
    return Collections.nCopies(units, 1);
  }

  /** The plain grid of conv5. */
  public static List<Integer> plain() {
    return plain(UNITS_5);
  }

  /** A stage of as many bottlenecks as {@code grid} has entries, {@code name_1} and so on. */
  public static <T> T stage(
      LayerBuilder<T> layers,
      String name,
      T x,
      int reduced,
      int stride,
      int rate,
      List<Integer> grid) {
    T y = x;
    for (int i = 0; i < grid.size(); i++) {
      int dilation = rate * grid.get(i);
      String unit = name + "_" + (i + 1);
      y = bottleneck(layers, unit, y, reduced, 4 * reduced, i == 0 ? stride : 1, dilation);
    }
    return y;
  }

  /**
   * Bottleneck: k1 reduce, k3, k1 increase, plus the input, which is projected by k1 where shapes
   * differ; ReLU after the sum.
   */
  public static <T> T bottleneck(
      LayerBuilder<T> layers, String name, T x, int reduced, int out, int stride, int dilation) {
    T y = layers.convBnRelu(name + ".red", x, Conv.k1(reduced).stride(stride));
    y = layers.convBnRelu(name + ".3x3", y, Conv.k3(reduced).dilation(dilation));
    y = layers.convBn(name + ".inc", y, Conv.k1(out));
    boolean same = stride == 1 && layers.has(x, out);
    T shortcut = same ? x : layers.convBn(name + ".proj", x, Conv.k1(out).stride(stride));
    return layers.ops().relu(layers.ops().add(y, shortcut));
  }

  /** {@code count} bottlenecks of stride 1 in a row, {@code stage_first} and so on. */
  public static <T> T bottlenecks(
      LayerBuilder<T> layers,
      String stage,
      int first,
      int count,
      T x,
      int reduced,
      int out,
      int dilation) {
    T y = x;
    for (int i = first; i < first + count; i++) {
      y = bottleneck(layers, stage + "_" + i, y, reduced, out, 1, dilation);
    }
    return y;
  }
}
