package dev.weir.cli.options;

import dev.weir.inference.CpuDemand;
import dev.weir.stream.options.PipelineOptions;

/** Chooses the pipeline's batch and concurrency by the CPU demand of inference. */
public final class PipelineSizing {
  private PipelineSizing() {}

  public static PipelineOptions of(CpuDemand demand) {
    int cores = Runtime.getRuntime().availableProcessors();
    return switch (demand) {
      case ALL_CORES -> PipelineOptions.forCpu(cores);
      case ONE_CORE -> PipelineOptions.forSingleCores(cores);
      case NO_CORE -> PipelineOptions.forAccelerator(cores);
    };
  }
}
