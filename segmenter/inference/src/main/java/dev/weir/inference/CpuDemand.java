package dev.weir.inference;

/**
 * What an inference keeps busy, the heaviest first: what runs beside it has its threads by that.
 */
public enum CpuDemand {
  /** All cores: a network on the CPU. */
  ALL_CORES,
  /** One core for each call, most of its time: what follows the network there takes longer. */
  ONE_CORE,
  /** Hardly a core: a network on an accelerator. */
  NO_CORE
}
