package dev.weir.cli.options;

import dev.weir.cli.shell.UsageException;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import picocli.CommandLine.Option;

/** Options for the execution provider that runs the networks. */
public final class ProviderOptions {
  @Option(
      names = "--provider",
      paramLabel = "auto|cpu|cuda|tensorrt",
      defaultValue = "auto",
      description =
          "Where the network runs; cuda and tensorrt fail if they are missing (default:"
              + " ${DEFAULT-VALUE}).")
  private ProviderChoice provider = ProviderChoice.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads of one inference on a CPU; 0 uses all cores (default).")
  private int threads;

  @Option(
      names = "--spin",
      description =
          "Let these threads spin while they wait for work. Use only if nothing else needs the cores.")
  private boolean spin;

  /**
   * Returns the options of the segmenter.
   *
   * @throws UsageException if a value is invalid
   */
  public SegmenterOptions options() {
    if (threads < 0) {
      throw new UsageException("--threads %d: expected at least 0".formatted(threads));
    }
    return new SegmenterOptions(provider, threads, spin);
  }
}
