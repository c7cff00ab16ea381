package dev.weir.training.torch;

import dev.weir.training.augment.Sample;
import dev.weir.zoo.model.Normalization;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Samples of one size as tensors, in the caller's {@code PointerScope}.
 *
 * @param images [N, 3, H, W], red, green, blue, normalized, channels last in memory
 * @param labels [N, H, W] of 64-bit integers: a class, or 255 for none
 */
public record Batch(Tensor images, Tensor labels) {
  /** From samples. */
  public static Batch of(
      List<Sample> samples, Normalization normalization, TorchPrecision precision, Device device) {
    int height = samples.get(0).height();
    int width = samples.get(0).width();
    int pixels = height * width;
    byte[] rgb = new byte[samples.size() * pixels * 3];
    byte[] labels = new byte[samples.size() * pixels];
    for (int i = 0; i < samples.size(); i++) {
      System.arraycopy(samples.get(i).rgb(), 0, rgb, i * pixels * 3, pixels * 3);
      System.arraycopy(samples.get(i).labels(), 0, labels, i * pixels, pixels);
    }
    Tensor bytes =
        Tensor.create(rgb, false, samples.size(), height, width, 3).to(device, ScalarType.Byte);
    // [3] broadcasts to [N, H, W, 3]; the permuted view is then channels last without a copy.
    Tensor mean = channels(normalization.mean(), device);
    Tensor deviation = channels(normalization.std(), device);
    Tensor images =
        bytes
            .to(ScalarType.Float)
            .div_(new Scalar(255.0))
            .sub_(mean)
            .div_(deviation)
            .permute(0, 3, 1, 2)
            .to(precision.type());
    Tensor classes =
        Tensor.create(labels, false, samples.size(), height, width)
            .to(device, ScalarType.Byte)
            .to(ScalarType.Long);
    return new Batch(images, classes);
  }

  private static Tensor channels(List<Float> values, Device device) {
    return Tensor.create(values.get(0), values.get(1), values.get(2)).to(device, ScalarType.Float);
  }
}
