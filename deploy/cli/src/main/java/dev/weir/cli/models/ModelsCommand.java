package dev.weir.cli.models;

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
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
