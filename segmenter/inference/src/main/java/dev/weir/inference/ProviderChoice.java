package dev.weir.inference;

/** The provider that the user asks for. */
public enum ProviderChoice {
  /** CUDA if available, otherwise the CPU; the choice is logged. */
  AUTO,
  /** The CPU. */
  CPU,
  /** CUDA; fails if CUDA is not available. */
  CUDA,
  /** TensorRT, with CUDA for operators that TensorRT does not support; fails if not available. */
  TENSORRT
}
