package dev.weir.training.loss;

import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Scores;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Computes losses of small heads, for tests. */
final class Losses {

  private Losses() {}

  /** A new instance for each call, because native memory belongs to the scope that creates it. */
  static Device cpu() {
    return new Device("cpu");
  }

  /** Of a head and labels of 2x2. */
  static double loss(float[] weights, double hard, Tensor scores, long[] labels) {
    return TorchScope.<Double>call(
        () -> {
          try (GuidedLoss loss = new GuidedLoss(weights, hard, 0, 1, cpu())) {
            return (double)
                loss.of(new Scores<>(scores, 1, List.of()), Tensor.create(labels, 1, 2, 2))
                    .item_float();
          }
        });
  }

  /** The Lovász-Softmax of one row of pixels. */
  static double lovasz(float[] scores, long[] labels) {
    long pixels = labels.length;
    return TorchScope.<Double>call(
        () ->
            (double)
                LovaszSoftmax.of(
                        Tensor.create(scores, 1, scores.length / pixels, 1, pixels),
                        Tensor.create(labels, 1, 1, pixels),
                        255)
                    .item_float());
  }

  /** Of a head of 2x2 and labels of 4x4. */
  static double loss4(int upsampling, IntUnaryOperator second, long[] labels, double lovasz) {
    return TorchScope.<Double>call(
        () -> {
          try (GuidedLoss loss = new GuidedLoss(new float[] {1, 1}, 0, lovasz, upsampling, cpu())) {
            return (double)
                loss.of(
                        new Scores<>(scores(2, 2, second), 1, List.of()),
                        Tensor.create(labels, 1, 4, 4))
                    .item_float();
          }
        });
  }

  /** Scores 0 for class 0 and {@code second} for class 1. */
  static Tensor scores(int height, int width, IntUnaryOperator second) {
    int pixels = height * width;
    float[] values = new float[2 * pixels];
    for (int p = 0; p < pixels; p++) {
      values[pixels + p] = second.applyAsInt(p);
    }
    return Tensor.create(values, 1, 2, height, width);
  }
}
