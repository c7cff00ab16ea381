package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import dev.weir.stream.rules.CameraRules;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("Models by camera")
class CameraModelOptionsTest {
  private static final CameraId FRONT = new CameraId("front");
  private static final CameraId REAR = new CameraId("rear");

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin CameraModelOptions options = new CameraModelOptions();
  }

  private static CameraModelOptions parsed(String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return holder.options;
  }

  @Test
  void isTheShippedOneForAllWhereTheUserIsSilent() {
    assertThat(parsed().names()).isEqualTo(CameraRules.forAll("icnet-camvid"));
  }

  @Test
  void theFirstThatNamesAFrameCountsAndOneWithoutNameIsForTheOthers() {
    CameraRules<String> names =
        parsed("--model=slow", "--model=front*=a.onnx", "--model=front2=b.onnx").names();

    assertThat(names.of(new CameraId("front2"))).contains("a.onnx");
    assertThat(names.of(REAR)).contains("slow");
  }

  @Test
  void aPathMayHoldWhatLooksLikeACamera() {
    assertThat(parsed("--model=/runs/lr=0.1/best.onnx").names())
        .isEqualTo(CameraRules.forAll("/runs/lr=0.1/best.onnx"));
    assertThat(parsed("--model=front=/runs/lr=0.1/best.onnx").names().of(FRONT))
        .contains("/runs/lr=0.1/best.onnx");
  }

  @Test
  void withNamedCamerasAloneNoneIsForTheOthers() {
    assertThat(parsed("--model=front=a").names().of(REAR)).isEmpty();
  }

  @Test
  void twoForTheSameCamerasAreRefused() {
    assertThatThrownBy(() -> parsed("--model=a", "--model=b").names())
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--model b: there is one for all cameras already; name cameras for the others, as"
                + " front*=b");
    assertThatThrownBy(() -> parsed("--model=front=").names())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a name or a file");
    assertThatThrownBy(() -> parsed("--model=front=a", "--model=front=b").names())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is one for front already");
  }

  @Test
  void knownCamerasAndModelsMustFitBeforeAnythingIsOpened() {
    Map<CameraId, String> cameras = Map.of(FRONT, "usual", REAR, "usual");

    assertThatThrownBy(() -> parsed("--model=front=a").open(cameras))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no model for camera rear");
    assertThatThrownBy(() -> parsed("--model=a", "--model=fornt=b").open(cameras))
        .isInstanceOf(UsageException.class)
        .hasMessage("--model fornt=b: no camera has this name; the cameras are front, rear");
  }

  @Test
  void eachCameraHasItsUsualModelWhereNoneIsNamed() {
    assertThatThrownBy(() -> parsed().open(Map.of(FRONT, "no-such-drive-model")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no-such-drive-model: neither an installed model");
  }
}
