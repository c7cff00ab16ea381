package dev.weir.training.torch;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The number format of feature maps while a network is read. Weights always have 32 bits. */
public enum TorchPrecision {
  /** 32-bit floats. */
  FP32(ScalarType.Float),
  /**
   * bfloat16 for convolutions and the operations between them. Normalization statistics, the loss
   * and weight updates stay in 32 bits (mixed precision, Kalamkar et al., 2019, arXiv 1905.12322).
   */
  BF16(ScalarType.BFloat16);

  private final ScalarType type;

  TorchPrecision(ScalarType type) {
    this.type = type;
  }

  ScalarType type() {
    return type;
  }
}
