package dev.weir.cli.options;

import dev.weir.capture.Camera;
import dev.weir.capture.source.Rotation;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UsageException;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How each camera's pictures are rotated. */
public final class RotationOptions {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._*?-]{1,64})=(.*)");

  @Option(
      names = "--rotate",
      paramLabel = "[CAMERA=]auto|0|90|180|270",
      split = Settings.BETWEEN_OR_COMMA,
      hideParamSyntax = true,
      description = {
        "Turn frames clockwise by these degrees (default: auto, which follows the orientation in",
        "the video or JPEG; 0 leaves frames as they are stored); repeatable:",
        "  90            for all cameras that no other rule matches",
        "  front*=180    for some cameras only; * and ? stand for letters"
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
            "--rotate %s=...: no camera is called that; there are %s"
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
    List<CameraRules.Rule<Rotation>> rules = new ArrayList<>();
    Optional<Rotation> forAll = Optional.empty();
    for (String text : rotate) {
      Matcher m = NAMED.matcher(text);
      if (m.matches()) {
        CameraPattern cameras = new CameraPattern(m.group(1));
        if (rules.stream().anyMatch(r -> r.cameras().equals(cameras))) {
          throw new UsageException(
              "--rotate %s: there is one for %s already; expected one each"
                  .formatted(text, cameras));
        }
        rules.add(new CameraRules.Rule<>(cameras, parse(m.group(2))));
      } else if (forAll.isEmpty()) {
        forAll = Optional.of(parse(text));
      } else {
        throw new UsageException(
            "--rotate %s: there is one for all cameras already; name cameras for the others, as front*=%s"
                .formatted(text, text));
      }
    }
    return new CameraRules<>(rules, forAll);
  }

  private static Rotation parse(String text) {
    try {
      return Rotation.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }
}
