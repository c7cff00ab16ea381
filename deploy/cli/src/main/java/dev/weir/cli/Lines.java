package dev.weir.cli;

import dev.weir.inference.Load;
import dev.weir.stream.LineOptions;

/** How frames go through the segmenter, by what its inferences keep busy. */
final class Lines {
  private Lines() {}

  static LineOptions of(Load load) {
    int cores = Runtime.getRuntime().availableProcessors();
    return switch (load) {
      case ALL_CORES -> LineOptions.forCpu(cores);
      case ONE_CORE -> LineOptions.forSingleCores(cores);
      case NO_CORE -> LineOptions.forAccelerator(cores);
    };
  }
}
