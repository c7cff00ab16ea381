package dev.weir.zoo;

import java.util.List;

/**
 * A two-dimensional transposed convolution: each input value adds a k×k patch, weighted by the
 * kernel, to the output at {@code stride} times its position. Then {@code padding} rows and columns
 * are cut off each side.
 *
 * @param out output channels
 * @param kernel side of the square kernel
 * @param stride step between the patches
 * @param padding rows and columns cut from each side
 * @param bias whether a bias is added; none if batch normalization follows
 */
public record Deconv(int out, int kernel, int stride, int padding, boolean bias) {
  public Deconv {
    if (out < 1 || kernel < 1 || stride < 1 || padding < 0 || 2 * padding >= kernel) {
      throw new IllegalArgumentException(
          "transposed convolution out=%d kernel=%d stride=%d padding=%d: expected each at least 1, and padding from 0 to below half of the kernel"
              .formatted(out, kernel, stride, padding));
    }
  }

  /** k2 s2 without bias: twice the size, no overlap. */
  public static Deconv k2s2(int out) {
    return new Deconv(out, 2, 2, 0, false);
  }

  /** k3 s1 without bias: the same size. */
  public static Deconv k3(int out) {
    return new Deconv(out, 3, 1, 1, false);
  }

  /** k7 s1 without bias and padding: 1×1 becomes 7×7. */
  public static Deconv k7(int out) {
    return new Deconv(out, 7, 1, 0, false);
  }

  /** The same with other output channels. */
  public Deconv out(int channels) {
    return new Deconv(channels, kernel, stride, padding, bias);
  }

  /** The same with a bias. */
  public Deconv withBias() {
    return new Deconv(out, kernel, stride, padding, true);
  }

  /** The output's shape: (side − 1) × stride + kernel − 2 × padding. */
  public Shape output(Shape x) {
    return new Shape(out, side(x.height()), side(x.width()));
  }

  private int side(int input) {
    return (input - 1) * stride + kernel - 2 * padding;
  }

  /** The weight's shape: input channels, output channels, kernel, kernel. */
  public List<Integer> weightShape(Shape x) {
    return List.of(x.channels(), out, kernel, kernel);
  }
}
