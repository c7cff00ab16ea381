package dev.weir.inference;

/** Where a network runs. */
public enum Provider {
  /** ONNX Runtime's own kernels. */
  CPU,
  /** NVIDIA's GPU. */
  CUDA
}
