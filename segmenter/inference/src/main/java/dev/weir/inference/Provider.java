package dev.weir.inference;

/** Where a network runs. */
public enum Provider {
  /** ONNX Runtime's own kernels. */
  CPU,
  /** NVIDIA's GPU. */
  CUDA,
  /** NVIDIA's GPU, by TensorRT where it can, by CUDA elsewhere. */
  TENSORRT
}
