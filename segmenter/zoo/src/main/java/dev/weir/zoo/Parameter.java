package dev.weir.zoo;

import java.util.List;

/**
 * One weight tensor that a network asks for.
 *
 * @param name for example {@code conv1_1.w}
 * @param shape its dimensions
 * @param role what it is in its layer
 * @param gain of a kernel: first values as a multiple of the usual ones, see {@link Conv}
 */
public record Parameter(String name, List<Integer> shape, Role role, double gain) {
  /** What a tensor is in its layer. */
  public enum Role {
    /** A convolution's kernel. */
    KERNEL,
    /** A convolution's bias. */
    BIAS,
    /** Batch normalisation's scale. */
    SCALE,
    /** Batch normalisation's shift. */
    SHIFT,
    /** Batch normalisation's running mean; not learned by gradient. */
    MEAN,
    /** Batch normalisation's running variance; not learned by gradient. */
    VARIANCE;

    /** Whether training learns it by gradient, so that it counts as a parameter. */
    public boolean learned() {
      return this != MEAN && this != VARIANCE;
    }
  }

  public Parameter {
    shape = List.copyOf(shape);
  }

  /** Of the usual first values. */
  public Parameter(String name, List<Integer> shape, Role role) {
    this(name, shape, role, 1);
  }

  /** Number of values. */
  public int elements() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** What a convolution asks for. */
  public static List<Parameter> of(String layer, Conv conv, Shape input) {
    return of(layer, conv.weightShape(input), conv.bias(), conv.out(), conv.gain());
  }

  /** What a transposed convolution asks for. */
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

  /** What a batch normalisation asks for. */
  public static List<Parameter> ofBatchNorm(String layer, int channels) {
    List<Integer> shape = List.of(channels);
    return List.of(
        new Parameter(layer + ".g", shape, Role.SCALE),
        new Parameter(layer + ".beta", shape, Role.SHIFT),
        new Parameter(layer + ".m", shape, Role.MEAN),
        new Parameter(layer + ".v", shape, Role.VARIANCE));
  }
}
