package dev.weir.inference;

/**
 * How many cores an inference keeps busy, the highest first. The number of threads that run beside
 * it follows from this.
 */
public enum CpuDemand {
  /** All cores: a network on the CPU. */
  ALL_CORES,
  /**
   * One core per call for most of its time: a step after the network takes longer than the network.
   */
  ONE_CORE,
  /** Almost no CPU time: a network on an accelerator. */
  NO_CORE
}
