package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.Camera;
import dev.weir.capture.source.Rotation;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("--rotate")
class RotationOptionsTest {
  private static final List<Camera> CAMERAS =
      List.of(camera("front-left"), camera("front-right"), camera("rear"));

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin RotationOptions rotations) {}

  private static Camera camera(String name) {
    return new Camera(new CameraId(name), name + ".mp4");
  }

  private static List<Rotation> rotations(String... args) {
    RotationOptions options = new RotationOptions();
    new CommandLine(new Holder(options)).parseArgs(args);
    return options.turn(CAMERAS).stream().map(Camera::rotation).toList();
  }

  @Test
  void camerasAreTurnedAsTheirStreamsSayUnlessTheUserSaysOtherwise() {
    assertThat(rotations()).containsOnly(Rotation.AUTO);
  }

  @Test
  void oneAngleIsForAllCamerasThatNoRuleNames() {
    assertThat(rotations("--rotate", "front*=180", "--rotate", "90"))
        .containsExactly(Rotation.HALF_TURN, Rotation.HALF_TURN, Rotation.CLOCKWISE_90);
  }

  @Test
  void rulesMayBeJoinedByCommas() {
    assertThat(rotations("--rotate=rear=270,front-left=0"))
        .containsExactly(Rotation.NONE, Rotation.AUTO, Rotation.CLOCKWISE_270);
  }

  @ParameterizedTest
  @CsvSource({
    "45, 'expected auto, 0, 90, 180 or 270'",
    "rear=left, 'expected auto, 0, 90, 180 or 270'",
    "side=90, 'no camera has this name; the cameras are front-left, front-right, rear'",
    "'90,180', 'there is one for all cameras already'",
    "'rear=90,rear=180', 'there is one for rear already'"
  })
  void whatCannotBeMeantIsAnErrorOfUse(String value, String expected) {
    assertThatThrownBy(() -> rotations("--rotate", value))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--rotate")
        .hasMessageContaining(expected);
  }
}
