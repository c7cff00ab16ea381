package dev.weir.cli.models;

import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.shell.OutputFiles;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.TaskProgress;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.ModelInfo;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir models ensemble}: several models combined into one. */
@Command(
    name = "ensemble",
    description = "Write several models as one that averages their class probabilities.",
    footer = {
      "",
      "Each member keeps its own normalization and working size. The cost is the sum of their costs.",
      "",
      "Example:",
      "  weir models ensemble both.onnx --model icnet-camvid --model pspnet50.onnx"
    })
final class ModelsEnsembleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      required = true,
      description = "An installed model, or an .onnx file; at least two, with the same classes.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--note",
      paramLabel = "KEY=TEXT",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description =
          "Provenance to store in the file in addition to the members, such as a score; repeatable.")
  private Map<String, String> notes = new LinkedHashMap<>();

  @Parameters(paramLabel = "FILE", description = "The .onnx file to write.")
  private @Nullable Path target;

  @Override
  public Integer call() throws IOException {
    OutputFiles.expect("FILE", target);
    List<EnsembleModel.Member> members = members();
    DeployedModel ensemble;
    try {
      ensemble = EnsembleModel.of(members, notes);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--model: " + e.getMessage(), e);
    }
    Path to = java.util.Objects.requireNonNull(target);
    ensemble.write(to);
    spec.commandLine().getOut().println("model=%s bytes=%d".formatted(to, Files.size(to)));
    return 0;
  }

  private List<EnsembleModel.Member> members() throws IOException {
    ModelFiles files = ModelFiles.installed();
    List<EnsembleModel.Member> members = new ArrayList<>();
    try (TaskProgress progress =
        TaskProgress.of("opening", "models", models.size(), spec.commandLine().getErr())) {
      for (String name : models) {
        ModelFile file = ModelFile.read(files.resolve(name));
        ModelInfo model = ModelInfo.of(file);
        members.add(new EnsembleModel.Member(model.id(), model.metadata(), DeployedModel.of(file)));
        progress.to(members.size());
      }
    }
    return members;
  }
}
