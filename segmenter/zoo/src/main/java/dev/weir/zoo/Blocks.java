package dev.weir.zoo;

import java.util.List;

/** Blocks that papers share, written once. */
final class Blocks<T> {
  private final Ops<T> ops;

  Blocks(Ops<T> ops) {
    this.ops = ops;
  }

  /** Convolution and batch normalisation. */
  T convBn(String name, T x, Conv conv) {
    return ops.batchNorm(name + ".bn", ops.conv(name, x, conv));
  }

  /** Convolution, batch normalisation, ReLU. */
  T convBnRelu(String name, T x, Conv conv) {
    return ops.relu(convBn(name, x, conv));
  }

  /** A k1 convolution with bias that scores classes. */
  T classifier(String name, T x, int classes) {
    return ops.conv(name, x, Conv.k1(classes).withBias());
  }

  /**
   * Bottleneck (He et al., CVPR 2016): k1 reduce, k3, k1 increase, plus the input, which is
   * projected by k1 where shapes differ; ReLU after the sum. The stride is in the first
   * convolution, as published with Caffe's ResNet and PSPNet.
   */
  T bottleneck(String name, T x, int reduced, int out, int stride, int dilation) {
    T y = convBnRelu(name + ".red", x, Conv.k1(reduced).stride(stride));
    y = convBnRelu(name + ".3x3", y, Conv.k3(reduced).dilation(dilation));
    y = convBn(name + ".inc", y, Conv.k1(out));
    boolean same = stride == 1 && ops.shape(x).channels() == out;
    T shortcut = same ? x : convBn(name + ".proj", x, Conv.k1(out).stride(stride));
    return ops.relu(ops.add(y, shortcut));
  }

  /**
   * {@code count} bottlenecks of stride 1 in a row, {@code stage_first} to {@code
   * stage_(first+count-1)}.
   */
  T bottlenecks(String stage, int first, int count, T x, int reduced, int out, int dilation) {
    T y = x;
    for (int i = first; i < first + count; i++) {
      y = bottleneck(stage + "_" + i, y, reduced, out, 1, dilation);
    }
    return y;
  }

  /**
   * Pyramid pooling (Zhao et al., CVPR 2017) in ICNet's form: the pools are upsampled and summed to
   * the input rather than concatenated.
   */
  T summedPyramidPooling(T x, List<Integer> bins) {
    T sum = x;
    for (int b : bins) {
      sum = ops.add(sum, ops.resizeLike(ops.averagePool(x, b), x));
    }
    return sum;
  }

  /**
   * Cascade feature fusion (ICNet, section 3.3): the upsampled coarse map through k3 d2, the fine
   * one through k1, summed.
   *
   * @param upsampled F1, already at the size of {@code fine}
   */
  T cascadeFeatureFusion(String coarseName, T upsampled, String fineName, T fine, int out) {
    T coarse = convBn(coarseName, upsampled, Conv.k3(out).dilation(2));
    return ops.relu(ops.add(coarse, convBn(fineName, fine, Conv.k1(out))));
  }
}
