package dev.weir.zoo;

import java.util.List;

/**
 * One weight tensor of a network.
 *
 * @param name for example {@code conv1_1.w}
 * @param shape its dimensions
 * @param role its purpose in its layer
 * @param gain of a kernel: initial values as a multiple of the usual ones, see {@link Conv}
 */
public record Parameter(String name, List<Integer> shape, Role role, double gain) {
  /** The purpose of a tensor in its layer. */
  public enum Role {
    /** A convolution's kernel. */
    KERNEL,
    /** A convolution's bias. */
    BIAS,
    /** Batch normalization's scale. */
    SCALE,
    /** Batch normalization's shift. */
    SHIFT,
    /** Batch normalization's running mean; not learned by gradient. */
    MEAN,
    /** Batch normalization's running variance; not learned by gradient. */
    VARIANCE;

    /** Whether training learns it by gradient, so that it counts as a parameter. */
    public boolean learned() {
      return this != MEAN && this != VARIANCE;
    }
  }

  public Parameter {
    shape = List.copyOf(shape);
  }

  /** With the usual initial values. */
  public Parameter(String name, List<Integer> shape, Role role) {
    this(name, shape, role, 1);
  }

  /** Number of values. */
  public int elements() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Parameters of a convolution. */
  public static List<Parameter> of(String layer, Conv conv, Shape input) {
    return of(layer, conv.weightShape(input), conv.bias(), conv.out(), conv.gain());
  }

  /** Parameters of a transposed convolution. */
  public static List<Parameter> of(String layer, Deconv deconv, Shape input) {
    return of(layer, deconv.weightShape(input), deconv.bias(), deconv.out(), 1);
  }

  private static List<Parameter> of(
      String layer, List<Integer> shape, boolean bias, int out, double gain) {
    Parameter kernel = new Parameter(layer + ".w", shape, Role.KERNEL, gain);
    return bias
        ? List.of(kernel, new Parameter(layer + ".b", List.of(out), Role.BIAS))
        : List.of(kernel);
  }

  /** Parameters of a batch normalization. */
  public static List<Parameter> ofBatchNorm(String layer, int channels) {
    List<Integer> shape = List.of(channels);
    return List.of(
        new Parameter(layer + ".g", shape, Role.SCALE),
        new Parameter(layer + ".beta", shape, Role.SHIFT),
        new Parameter(layer + ".m", shape, Role.MEAN),
        new Parameter(layer + ".v", shape, Role.VARIANCE));
  }
}
