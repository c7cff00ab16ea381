package dev.weir.cli.options;

import dev.weir.capture.Camera;
import dev.weir.capture.source.Rotation;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UsageException;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.CameraRulesParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options for the rotation of each camera's frames. */
public final class RotationOptions {
  @Option(
      names = "--rotate",
      paramLabel = "[CAMERA=]auto|0|90|180|270",
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description = {
        "Turn frames clockwise by these degrees (default: auto, which follows the orientation in "
            + "the video or JPEG; 0 leaves frames as they are stored); repeatable:",
        "  90            for all cameras that no other rule matches",
        "  front*=180    for some cameras only; * and ? are wildcards"
      })
  private List<String> rotate = new ArrayList<>();

  /**
   * Returns the cameras with their rotations.
   *
   * @throws UsageException if a rule cannot be parsed or matches no camera, or two are for the same
   */
  public List<Camera> turn(List<Camera> cameras) {
    CameraRules<Rotation> rules = rules();
    for (CameraRules.Rule<Rotation> rule : rules.rules()) {
      if (cameras.stream().noneMatch(c -> rule.cameras().matches(c.id()))) {
        throw new UsageException(
            "--rotate %s=...: no camera has this name; the cameras are %s"
                .formatted(
                    rule.cameras(),
                    cameras.stream().map(c -> c.id().value()).collect(Collectors.joining(", "))));
      }
    }
    return cameras.stream()
        .map(c -> new Camera(c.id(), c.url(), rules.of(c.id()).orElse(Rotation.AUTO)))
        .toList();
  }

  private CameraRules<Rotation> rules() {
    try {
      return new CameraRulesParser<>("rotate", Rotation::parse).parse(rotate);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }
}
