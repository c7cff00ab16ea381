package dev.weir.cli;

import dev.weir.inference.Provider;
import dev.weir.stream.LineOptions;

/** How frames go through the segmenter, by where its network runs. */
final class Lines {
  private Lines() {}

  static LineOptions of(Provider provider) {
    int cores = Runtime.getRuntime().availableProcessors();
    return provider == Provider.CPU ? LineOptions.forCpu(cores) : LineOptions.forAccelerator(cores);
  }
}
