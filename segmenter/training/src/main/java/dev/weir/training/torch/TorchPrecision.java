package dev.weir.training.torch;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** What feature maps are kept in while a network is read. Weights are always kept in 32 bits. */
public enum TorchPrecision {
  /** 32-bit floats. */
  FP32(ScalarType.Float),
  /**
   * bfloat16 for convolutions and what lies between them; normalisation's statistics, the loss and
   * the weights' updates stay in 32 bits (mixed precision, Kalamkar et al., 2019, arXiv
   * 1905.12322).
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
