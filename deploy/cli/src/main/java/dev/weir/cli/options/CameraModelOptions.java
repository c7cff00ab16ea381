package dev.weir.cli.options;

import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.CameraRulesParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for each camera's model and its execution provider. */
public final class CameraModelOptions {
  @Option(
      names = "--model",
      paramLabel = "[CAMERA=]NAME|FILE",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description = {
        "An installed model (weir models list) or an .onnx file (default: icnet-camvid;"
            + " in a demo, icnet-synthetic for rendered drives); repeatable:",
        "  icnet-camvid          for all cameras that no other rule matches",
        "  front*=night.onnx     for some cameras only; * and ? are wildcards"
      })
  private List<String> models = new ArrayList<>();

  @Mixin private ProviderOptions provider = new ProviderOptions();
  @Mixin private InferenceOptions inference = new InferenceOptions();

  /**
   * Returns each camera's model by name or path, as the user wrote it.
   *
   * @throws UsageException if two models are for all cameras, or for the same cameras
   */
  CameraRules<String> names() {
    if (models.isEmpty()) {
      return CameraRules.forAll(ModelFiles.DEFAULT);
    }
    try {
      return new CameraRulesParser<>("--model", CameraModelOptions::named).parse(models);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String named(String model) {
    if (model.isBlank()) {
      throw new IllegalArgumentException("--model: expected a name or a file, found nothing");
    }
    return model;
  }

  /**
   * Opens the models, each once.
   *
   * @throws UsageException if a model does not exist, or two models are for the same cameras
   */
  public OpenModels open() throws IOException {
    return open(names());
  }

  /**
   * Opens the models for known cameras.
   *
   * @param usual each camera's model if the user names none
   * @throws UsageException also if a camera has no model, or a model has no camera
   */
  public OpenModels open(Map<CameraId, String> usual) throws IOException {
    if (models.isEmpty()) {
      return open(each(usual));
    }
    Set<CameraId> cameras = usual.keySet();
    CameraRules<String> names = names();
    for (CameraId camera : cameras) {
      if (names.of(camera).isEmpty()) {
        throw new UsageException(
            "--model: no model for camera %s; expected one for it (--model '%s=NAME') or for all cameras (--model NAME)"
                .formatted(camera, camera));
      }
    }
    for (CameraRules.Rule<String> rule : names.rules()) {
      if (cameras.stream().noneMatch(rule.cameras()::matches)) {
        throw new UsageException(
            "--model %s=%s: no camera has this name; the cameras are %s"
                .formatted(
                    rule.cameras(),
                    rule.value(),
                    cameras.stream()
                        .map(CameraId::value)
                        .sorted()
                        .collect(Collectors.joining(", "))));
      }
    }
    return open(names);
  }

  private static CameraRules<String> each(Map<CameraId, String> names) {
    return new CameraRules<>(
        names.entrySet().stream()
            .map(e -> new CameraRules.Rule<>(new CameraPattern(e.getKey().value()), e.getValue()))
            .toList(),
        Optional.empty());
  }

  private OpenModels open(CameraRules<String> names) throws IOException {
    ModelFiles files = ModelFiles.installed();
    for (String name : names.values()) {
      Path unused = files.resolve(name); // checks that all files exist before opening any
    }
    return OpenModels.open(names, files, provider.options(), inference.kind());
  }
}
