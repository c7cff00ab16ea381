package dev.weir.cli.options;

import dev.weir.inference.Segmenter;
import dev.weir.inference.kinds.InferenceKind;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for one model and its execution provider. */
public final class ModelOptions {
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
   * @throws UsageException if the model does not exist
   */
  public OnnxSegmenter open() throws IOException {
    return OnnxSegmenter.open(ModelFiles.installed().resolve(model), provider.options());
  }

  /** Opens the model for one kind of inference. */
  public Segmenter open(InferenceKind kind) throws IOException {
    return kind.open(ModelFiles.installed().resolve(model), provider.options());
  }
}
