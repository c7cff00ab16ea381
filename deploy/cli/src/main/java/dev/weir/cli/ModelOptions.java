package dev.weir.cli;

import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network, and on what. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      description =
          "An installed model (weir models list) or an .onnx file (default: icnet-camvid).")
  private @Nullable String model;

  @Option(
      names = "--provider",
      paramLabel = "auto|cpu|cuda",
      defaultValue = "auto",
      description =
          "Where the network runs; cuda fails where there is none (default: ${DEFAULT-VALUE}).")
  private ProviderChoice provider = ProviderChoice.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads of one inference on a CPU; 0 takes all cores (default).")
  private int threads;

  /**
   * Opens the model.
   *
   * @throws UsageException if no such model is there
   */
  Segmenter open() throws IOException {
    if (threads < 0) {
      throw new UsageException("--threads %d: expected a number from 0 up".formatted(threads));
    }
    return Segmenter.open(
        ModelFiles.installed().resolve(model), new SegmenterOptions(provider, threads));
  }
}
