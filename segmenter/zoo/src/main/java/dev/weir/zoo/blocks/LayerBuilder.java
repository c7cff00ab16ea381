package dev.weir.zoo.blocks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Shape;
import dev.weir.zoo.WidthMultiplier;

/**
 * Layers as in the papers' tables, with the published channels. Only this class applies the width.
 * A layer {@code name} with batch normalization owns {@code name} and {@code name.bn}.
 */
public final class LayerBuilder<T> {
  /**
   * Scores start near 0, so all classes are equally likely. With the usual standard deviation, a
   * network would first have to unlearn the random output of hundreds of channels.
   */
  private static final double FAINT = 0.1;

  private final Ops<T> ops;
  private final WidthMultiplier width;

  public LayerBuilder(Ops<T> ops, double width) {
    this.ops = ops;
    this.width = new WidthMultiplier(width);
  }

  /** The operations without weights, and those whose channels are not scaled. */
  public Ops<T> ops() {
    return ops;
  }

  /** Channels of {@code x}. */
  int channels(T x) {
    return ops.shape(x).channels();
  }

  /** Whether {@code x} has as many channels as {@code published} channels are at this width. */
  boolean has(T x, int published) {
    return channels(x) == width.channels(published);
  }

  /** Convolution. */
  public T conv(String name, T x, Conv conv) {
    return ops.conv(name, x, conv.out(width.channels(conv.out())));
  }

  /** Convolution with bias, ReLU. */
  public T convRelu(String name, T x, Conv conv) {
    return ops.relu(conv(name, x, conv.withBias()));
  }

  /** Convolution and batch normalization. */
  public T convBn(String name, T x, Conv conv) {
    return ops.batchNorm(name + ".bn", conv(name, x, conv));
  }

  /** Convolution, batch normalization, ReLU. */
  public T convBnRelu(String name, T x, Conv conv) {
    return ops.relu(convBn(name, x, conv));
  }

  /** Batch normalization, ReLU, convolution: the order of DenseNet. */
  public T bnReluConv(String name, T x, Conv conv) {
    return conv(name, ops.relu(ops.batchNorm(name + ".bn", x)), conv);
  }

  /** Transposed convolution. */
  public T deconv(String name, T x, Deconv deconv) {
    return ops.deconv(name, x, deconv.out(width.channels(deconv.out())));
  }

  /** Transposed convolution, batch normalization, ReLU. */
  public T deconvBnRelu(String name, T x, Deconv deconv) {
    return ops.relu(ops.batchNorm(name + ".bn", deconv(name, x, deconv)));
  }

  /**
   * Depthwise separable convolution (Chollet, CVPR 2017; with the normalization that DeepLabV3+
   * adds): one kernel per channel, BN, ReLU, then k1 across the channels, BN.
   */
  public T separable(String name, T x, Conv conv) {
    int in = channels(x);
    T y = ops.conv(name + ".depth", x, conv.out(in).groups(in));
    y = ops.relu(ops.batchNorm(name + ".depth.bn", y));
    return convBn(name + ".point", y, Conv.k1(conv.out()));
  }

  /** A k1 convolution with bias that scores classes. */
  public T classifier(String name, T x, int classes) {
    return ops.conv(name, x, Conv.k1(classes).withBias().gain(FAINT));
  }

  /** A k3 convolution with bias that scores classes. */
  public T wideClassifier(String name, T x, int classes) {
    return ops.conv(name, x, Conv.k3(classes).withBias().gain(FAINT));
  }

  /**
   * The image at the next size whose sides are multiples of a network's stride, so that every
   * halving can be reversed. It is resized rather than padded, so that scores still align with the
   * image.
   */
  public T divisibleBy(int stride, T image) {
    Shape s = ops.shape(image).strided(stride);
    return ops.resize(image, s.height() * stride, s.width() * stride);
  }
}
