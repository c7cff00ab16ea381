package dev.weir.inference;

/** Where the network is wanted to run. */
public enum ProviderChoice {
  /** On CUDA where it is there, otherwise on the CPU; which one is said aloud. */
  AUTO,
  /** On the CPU. */
  CPU,
  /** On CUDA, or not at all. */
  CUDA,
  /** On TensorRT, and what it cannot run on CUDA, or not at all. */
  TENSORRT
}
