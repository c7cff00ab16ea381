package dev.weir.training.torch;

import static org.bytedeco.pytorch.global.torch.adaptive_avg_pool2d;
import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.conv_transpose2d;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.max_pool2d_with_indices;
import static org.bytedeco.pytorch.global.torch.max_unpool2d;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Reads a network by running it on libtorch, so that autograd can differentiate it.
 *
 * <ol>
 *   <li>Tensors live in the caller's {@code PointerScope}; one scope per step keeps memory flat.
 *   <li>{@link Mode#TRAIN} normalizes by the batch and updates the running statistics; {@link
 *       Mode#EVAL} normalizes by the running statistics.
 *   <li>Dropout depends only on the seed and the layer's name, not on earlier draws. It seeds
 *       libtorch's generators for the whole process.
 *   <li>One thread, one reading.
 * </ol>
 */
public final class TorchOps implements Ops<Tensor> {
  /** The purpose of a reading. */
  public enum Mode {
    /** Training: the batch's own statistics. */
    TRAIN,
    /** Scoring: the running statistics. */
    EVAL
  }

  /** Weight of a batch's statistics in the running ones (PyTorch's default). */
  private static final double MOMENTUM = 0.1;

  /**
   * Channels that oneDNN processes at once. If the input of a dilated convolution in bfloat16 has a
   * number of channels that is not a multiple of this, its gradient by the weights reads beyond the
   * input (seen in libtorch 2.10). The result is NaN or a crash, so it is computed in 32 bits.
   */
  private static final int BLOCK = 16;

  private final TorchParameters parameters;
  private final Mode mode;
  private final TorchPrecision precision;
  private final long seed;
  private final double momentum;
  private final boolean settling;

  /** Reads with these weights; {@code seed} is for the dropout of this reading. */
  public TorchOps(TorchParameters parameters, Mode mode, TorchPrecision precision, long seed) {
    this(parameters, mode, precision, seed, MOMENTUM, false);
  }

  private TorchOps(
      TorchParameters parameters,
      Mode mode,
      TorchPrecision precision,
      long seed,
      double momentum,
      boolean settling) {
    this.parameters = parameters;
    this.mode = mode;
    this.precision = precision;
    this.seed = seed;
    this.momentum = momentum;
    this.settling = settling;
  }

  /**
   * Reads as in training, only to update the running statistics. After {@code pass} 0 to n they are
   * the mean over these n + 1 batches, regardless of earlier values. Evaluation then normalizes as
   * training did: the variance is that of the batch. Otherwise libtorch keeps an estimate of the
   * population's variance, which is twice as large for the 1×1 maps of two images.
   */
  public static TorchOps settling(
      TorchParameters parameters, TorchPrecision precision, long seed, int pass) {
    return new TorchOps(parameters, Mode.TRAIN, precision, seed, 1.0 / (pass + 1), true);
  }

  @Override
  public Shape shape(Tensor x) {
    return new Shape((int) x.size(1), (int) x.size(2), (int) x.size(3));
  }

  @Override
  public Tensor conv(String name, Tensor x, Conv spec) {
    boolean leftOver = spec.dilation() > 1 && x.size(1) % BLOCK != 0 && !x.is_cuda();
    if (precision == TorchPrecision.BF16 && leftOver) {
      return conv(name, x.to(ScalarType.Float), spec, TorchPrecision.FP32).to(precision.type());
    }
    return conv(name, x, spec, precision);
  }

  private Tensor conv(String name, Tensor x, Conv spec, TorchPrecision weights) {
    return conv2d(
        x,
        weight(name + ".w", weights),
        spec.bias() ? new TensorOptional(weight(name + ".b", weights)) : new TensorOptional(),
        pair(spec.stride()),
        pair(spec.padding()),
        pair(spec.dilation()),
        spec.groups());
  }

  @Override
  public Tensor deconv(String name, Tensor x, Deconv spec) {
    return conv_transpose2d(
        x,
        weight(name + ".w", precision),
        spec.bias() ? new TensorOptional(weight(name + ".b", precision)) : new TensorOptional(),
        pair(spec.stride()),
        pair(spec.padding()),
        pair(0),
        1,
        pair(1));
  }

  @Override
  public Tensor batchNorm(String name, Tensor x) {
    Tensor variance = parameters.tensor(name + ".v");
    double values = (double) x.numel() / x.size(1);
    if (mode == Mode.TRAIN && values < 2) {
      throw new IllegalArgumentException(
          "batch normalization %s: a single value per channel has no variance; increase batch or crop"
              .formatted(name));
    }
    if (settling) {
      // libtorch adds the batch's variance times this factor; the old value is scaled, and back.
      variance.mul_(new Scalar(values / (values - 1)));
    }
    Tensor y =
        batch_norm(
            x,
            new TensorOptional(parameters.tensor(name + ".g")),
            new TensorOptional(parameters.tensor(name + ".beta")),
            new TensorOptional(parameters.tensor(name + ".m")),
            new TensorOptional(variance),
            mode == Mode.TRAIN,
            momentum,
            BATCH_NORM_EPSILON,
            false);
    if (settling) {
      variance.mul_(new Scalar((values - 1) / values));
    }
    return y;
  }

  @Override
  public Tensor relu(Tensor x) {
    return org.bytedeco.pytorch.global.torch.relu(x);
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return a.add(b);
  }

  @Override
  public Tensor mean(List<Tensor> maps) {
    Tensor sum = maps.get(0);
    for (Tensor map : maps.subList(1, maps.size())) {
      sum = sum.add(map);
    }
    return sum.mul(new Scalar(1.0 / maps.size()));
  }

  @Override
  public Tensor concat(List<Tensor> maps) {
    return cat(new TensorVector(maps.toArray(Tensor[]::new)), 1);
  }

  @Override
  public Tensor maxPool(Tensor x, int kernel, int stride) {
    boolean up = kernel % 2 == 0; // an odd kernel is already padded on both sides
    return max_pool2d(x, pair(kernel), pair(stride), pair((kernel - 1) / 2), pair(1), up);
  }

  @Override
  public PooledWithIndices<Tensor> indexedMaxPool(Tensor x) {
    T_TensorTensor_T pool = max_pool2d_with_indices(x, pair(2), pair(2), pair(0), pair(1), true);
    return new PooledWithIndices<>(x, pool.get0(), pool.get1());
  }

  @Override
  public Tensor unpool(Tensor x, PooledWithIndices<Tensor> pool) {
    if (!shape(x).equals(shape(pool.maxima()))) {
      throw new IllegalArgumentException(
          "unpooling of %s and %s: expected one shape".formatted(shape(x), shape(pool.maxima())));
    }
    return max_unpool2d(x, pool.indices(), pool.input().size(2), pool.input().size(3));
  }

  @Override
  public Tensor dropout(String name, Tensor x, double rate) {
    if (mode == Mode.EVAL) {
      return x;
    }
    // libtorch's dropout supports only one generator per device.
    manual_seed(new SplittableRandom(seed ^ name.hashCode()).nextLong());
    return org.bytedeco.pytorch.global.torch.dropout(x, rate, true);
  }

  @Override
  public Tensor averagePool(Tensor x, int bins) {
    return adaptive_avg_pool2d(x, bins, bins);
  }

  @Override
  public Tensor resize(Tensor x, int height, int width) {
    if (x.size(2) == height && x.size(3) == width) {
      return x;
    }
    return upsample_bilinear2d(
        x, new long[] {height, width}, false, new DoubleOptional(), new DoubleOptional());
  }

  private Tensor weight(String name, TorchPrecision wanted) {
    Tensor kept = parameters.tensor(name);
    return wanted == TorchPrecision.FP32 ? kept : kept.to(wanted.type());
  }

  private static long[] pair(long n) {
    return new long[] {n, n};
  }
}
