package dev.weir.zoo;

import java.util.List;

/**
 * A two-dimensional convolution, padded by {@code dilation * (kernel - 1) / 2} on each side so that
 * its output is its input divided by the stride, rounded up.
 *
 * @param out output channels
 * @param kernel odd side of the square kernel
 * @param stride step between outputs
 * @param dilation step between the kernel's taps
 * @param groups groups of channels convolved apart; 1 is the plain convolution
 * @param bias whether a bias is added; none where batch normalisation follows
 */
public record Conv(int out, int kernel, int stride, int dilation, int groups, boolean bias) {
  public Conv {
    if (out < 1 || kernel < 1 || kernel % 2 == 0 || stride < 1 || dilation < 1 || groups < 1) {
      throw new IllegalArgumentException(
          "convolution out=%d kernel=%d stride=%d dilation=%d groups=%d: expected an odd kernel, all from 1"
              .formatted(out, kernel, stride, dilation, groups));
    }
  }

  /** k1 without bias. */
  public static Conv k1(int out) {
    return new Conv(out, 1, 1, 1, 1, false);
  }

  /** k3 without bias. */
  public static Conv k3(int out) {
    return new Conv(out, 3, 1, 1, 1, false);
  }

  /** The same with another stride. */
  public Conv stride(int s) {
    return new Conv(out, kernel, s, dilation, groups, bias);
  }

  /** The same with another dilation. */
  public Conv dilation(int d) {
    return new Conv(out, kernel, stride, d, groups, bias);
  }

  /** The same with a bias. */
  public Conv withBias() {
    return new Conv(out, kernel, stride, dilation, groups, true);
  }

  /** Rows and columns of zeros on each side. */
  public int padding() {
    return dilation * (kernel - 1) / 2;
  }

  /** The output's shape. */
  public Shape output(Shape x) {
    return x.strided(stride).withChannels(out);
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
