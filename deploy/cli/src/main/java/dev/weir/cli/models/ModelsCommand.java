package dev.weir.cli.models;

import dev.weir.inference.ModelInfo;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir models}: lists, shows and makes models. */
@Command(
    name = "models",
    description = "Models and networks: list, show, compare, ensemble, export, import, quantize.",
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsCompareCommand.class,
      ModelsExportCommand.class,
      ModelsImportCommand.class,
      ModelsQuantizeCommand.class,
      ModelsEnsembleCommand.class
    })
public final class ModelsCommand implements Runnable {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Reads the metadata of a model file. */
  public static ModelInfo describe(Path file) throws IOException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(file, CPU)) {
      return segmenter.model();
    }
  }
}
