package dev.weir.zoo;

import java.util.List;

/**
 * The operations that networks are made of. A network is written once against this interface and
 * read in several ways: written as ONNX ({@code OnnxOps}), counted ({@code CostOps}), and trained.
 *
 * <ol>
 *   <li>A {@code T} is the feature maps [N, C, H, W] of a batch. N is free; the rest is known while
 *       the network is read, so {@link #shape} returns at once.
 *   <li>Weights are known by layer name: {@code conv("conv1_1", ...)} owns {@code conv1_1.w} and,
 *       with a bias, {@code conv1_1.b}; {@code batchNorm("conv1_1.bn", ...)} owns {@code
 *       conv1_1.bn.g}, {@code .beta}, {@code .m} and {@code .v} (scale, shift, running mean,
 *       running variance).
 *   <li>A name is used once per reading. An implementation throws {@code WeightsException} for a
 *       weight that is missing or has another shape.
 *   <li>One thread per reading.
 * </ol>
 *
 * @param <T> represents feature maps in this reading
 */
public interface Ops<T> {
  /** Added to the variance in batch normalization. */
  float BATCH_NORM_EPSILON = 1e-5f;

  /** Channels, height and width of {@code x}. */
  Shape shape(T x);

  /**
   * Convolution, zero-padded by {@link Conv#padding()} on each side; {@link Conv#output} gives the
   * size. Owns {@code name.w} [out, in / groups, k, k] and, with a bias, {@code name.b} [out].
   */
  T conv(String name, T x, Conv spec);

  /**
   * Transposed convolution, the gradient of a convolution by its input; {@link Deconv#output} gives
   * the size. Owns {@code name.w} [in, out, k, k] and, with a bias, {@code name.b} [out]. No output
   * padding, no dilation, no groups.
   */
  T deconv(String name, T x, Deconv spec);

  /** Batch normalization per channel (Ioffe and Szegedy, 2015). */
  T batchNorm(String name, T x);

  /** max(x, 0). */
  T relu(T x);

  /** Element-wise sum of two maps of one shape. */
  T add(T a, T b);

  /** Maps of one height and width stacked by channel. */
  T concat(List<T> maps);

  /** Element-wise mean of one or more maps of one shape: their sum times 1 / count. */
  T mean(List<T> maps);

  /**
   * Largest value of each {@code kernel}×{@code kernel} window. Window i begins at i · stride − p
   * with p = ⌊(kernel − 1) / 2⌋; values outside the map are −∞. The output is ⌈H / stride⌉ × ⌈W /
   * stride⌉: an odd kernel is padded by p on each side; k2 s2 has no padding, and an odd last row
   * or column forms its own window (rounding up).
   */
  T maxPool(T x, int kernel, int stride);

  /**
   * {@code maxPool(x, 2, 2)} that also keeps the position of each maximum. If values in a window
   * are equal, the first in row-major order counts.
   */
  PooledWithIndices<T> indexedMaxPool(T x);

  /**
   * A map of the size of {@code pool.input()} that contains {@code x} at the positions of the
   * pool's maxima, and 0 elsewhere. Without weights.
   *
   * @param x of the shape of {@code pool.maxima()}; anything else throws {@link
   *     IllegalArgumentException}
   */
  T unpool(T x, PooledWithIndices<T> pool);

  /**
   * Dropout (Srivastava et al., 2014). In training each value becomes 0 with probability {@code
   * rate}, and the others are divided by 1 − rate. In all other readings the result is {@code x}.
   * Without weights.
   *
   * @param name of the layer, used once like any other, so that training can seed each separately
   * @param rate from 0 to below 1
   */
  T dropout(String name, T x, double rate);

  /**
   * Mean of each of {@code bins}×{@code bins} cells: bin i of n over length l is [⌊i·l/n⌋,
   * ⌈(i+1)·l/n⌉), so cells overlap if l is not a multiple of n, and repeat if n exceeds l.
   */
  T averagePool(T x, int bins);

  /** Bilinear resize with half-pixel centers, without antialiasing. */
  T resize(T x, int height, int width);

  /** {@code x} resized to the height and width of {@code like}. */
  default T resizeLike(T x, T like) {
    Shape s = shape(like);
    return resize(x, s.height(), s.width());
  }
}
