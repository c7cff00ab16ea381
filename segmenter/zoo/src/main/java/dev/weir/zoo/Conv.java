package dev.weir.zoo;

import java.util.List;

/**
 * A two-dimensional convolution. With padding, it has {@code dilation * (kernel - 1) / 2} zeros on
 * each side, so its output size is its input size divided by the stride, rounded up. Without
 * padding, only positions where the whole kernel fits are computed.
 *
 * @param out output channels
 * @param kernel odd side of the square kernel
 * @param stride step between outputs
 * @param dilation step between the kernel's taps
 * @param groups groups of channels that are convolved separately; 1 is a plain convolution
 * @param bias whether a bias is added; none if batch normalization follows
 * @param padded whether the input is surrounded by zeros
 * @param gain initial weights as a multiple of the usual ones ({@code RandomWeights}): 1, or less
 *     if a layer must start with small outputs; not negative
 */
public record Conv(
    int out,
    int kernel,
    int stride,
    int dilation,
    int groups,
    boolean bias,
    boolean padded,
    double gain) {
  public Conv {
    if (out < 1 || kernel < 1 || kernel % 2 == 0 || stride < 1 || dilation < 1 || groups < 1) {
      throw new IllegalArgumentException(
          "convolution out=%d kernel=%d stride=%d dilation=%d groups=%d: expected an odd kernel, and each at least 1"
              .formatted(out, kernel, stride, dilation, groups));
    }
    if (!(gain >= 0)) {
      throw new IllegalArgumentException("convolution gain=%s: expected 0 or more".formatted(gain));
    }
  }

  /** k1 without bias. */
  public static Conv k1(int out) {
    return square(out, 1);
  }

  /** k3 without bias. */
  public static Conv k3(int out) {
    return square(out, 3);
  }

  /** k7 without bias. */
  public static Conv k7(int out) {
    return square(out, 7);
  }

  private static Conv square(int out, int kernel) {
    return new Conv(out, kernel, 1, 1, 1, false, true, 1);
  }

  /** The same with other output channels. */
  public Conv out(int channels) {
    return new Conv(channels, kernel, stride, dilation, groups, bias, padded, gain);
  }

  /** The same with another stride. */
  public Conv stride(int s) {
    return new Conv(out, kernel, s, dilation, groups, bias, padded, gain);
  }

  /** The same with another dilation. */
  public Conv dilation(int d) {
    return new Conv(out, kernel, stride, d, groups, bias, padded, gain);
  }

  /** The same in groups; with one group per input and output channel, it is depthwise. */
  public Conv groups(int g) {
    return new Conv(out, kernel, stride, dilation, g, bias, padded, gain);
  }

  /** The same with a bias. */
  public Conv withBias() {
    return new Conv(out, kernel, stride, dilation, groups, true, padded, gain);
  }

  /** The same without padding. */
  public Conv unpadded() {
    return new Conv(out, kernel, stride, dilation, groups, bias, false, gain);
  }

  /** The same with another multiple of the usual initial weights. */
  public Conv gain(double g) {
    return new Conv(out, kernel, stride, dilation, groups, bias, padded, g);
  }

  /** Rows and columns of zeros on each side. */
  public int padding() {
    return padded ? dilation * (kernel - 1) / 2 : 0;
  }

  /** The output's shape. */
  public Shape output(Shape x) {
    return new Shape(out, side(x.height()), side(x.width()));
  }

  private int side(int input) {
    int covered = dilation * (kernel - 1) + 1;
    if (input + 2 * padding() < covered) {
      throw new IllegalArgumentException(
          "convolution k%d d%d over %d values: expected at least %d"
              .formatted(kernel, dilation, input, covered - 2 * padding()));
    }
    return (input + 2 * padding() - covered) / stride + 1;
  }

  /** The weight's shape: output channels, input channels of a group, kernel, kernel. */
  public List<Integer> weightShape(Shape x) {
    if (x.channels() % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          "convolution of %d to %d channels in %d groups: expected multiples of the groups"
              .formatted(x.channels(), out, groups));
    }
    return List.of(out, x.channels() / groups, kernel, kernel);
  }
}
