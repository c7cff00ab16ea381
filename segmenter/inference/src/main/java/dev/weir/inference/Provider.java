package dev.weir.inference;

/** The device or library that a network runs on. */
public enum Provider {
  /** ONNX Runtime's CPU kernels. */
  CPU,
  /** An NVIDIA GPU. */
  CUDA,
  /** An NVIDIA GPU, with TensorRT where it supports the operators and CUDA for the rest. */
  TENSORRT
}
