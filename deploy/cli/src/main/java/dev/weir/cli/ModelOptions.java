package dev.weir.cli;

import dev.weir.inference.Inference;
import dev.weir.inference.InferenceKind;
import dev.weir.inference.Segmenter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network, and on what. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      description =
          "An installed model (weir models list) or an .onnx file (default: icnet-camvid).")
  private @Nullable String model;

  @Mixin private ProviderOptions provider = new ProviderOptions();

  /**
   * Opens the model.
   *
   * @throws UsageException if no such model is there
   */
  Segmenter open() throws IOException {
    return Segmenter.open(ModelFiles.installed().resolve(model), provider.options());
  }

  /** Opens the model to be asked in a certain way. */
  Inference open(InferenceKind kind) throws IOException {
    return kind.open(ModelFiles.installed().resolve(model), provider.options());
  }
}
