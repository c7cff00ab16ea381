package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@DisplayName("Cameras on the command line")
class CameraOptionsTest {
  @Command
  static final class Probe {
    @Mixin private CameraOptions cameras = new CameraOptions();
  }

  private static List<CameraOptions.Named> sources(String... urls) {
    Probe probe = new Probe();
    CommandLine line = new CommandLine(probe);
    String[] args = new String[urls.length * 2];
    for (int i = 0; i < urls.length; i++) {
      args[2 * i] = "--source";
      args[2 * i + 1] = urls[i];
    }
    line.parseArgs(args);
    return probe.cameras.sources();
  }

  @ParameterizedTest
  @CsvSource({
    "front=rtsp://host/a?b=c, front, rtsp://host/a?b=c",
    "rtsp://u:p@cam.local:554/live?x=1, cam.local-554-live, rtsp://u:p@cam.local:554/live?x=1",
    "/data/solid White.mp4, solid-White, /data/solid White.mp4",
    "clip.mp4, clip, clip.mp4",
    "synthetic:street?seed=7, synthetic-street, synthetic:street?seed=7",
    "v4l2:/dev/video0, video0, v4l2:/dev/video0",
    "rtsp://u:pass/word@cam/live, cam-live, rtsp://u:pass/word@cam/live",
    "rtsp://../, camera, rtsp://../",
    "front=rtsp://host/a?b=1&c=d;e, front, rtsp://host/a?b=1&c=d;e",
    "front = rtsp://host/a, front, rtsp://host/a",
    "rtsp://host/user=admin_password=tops3cret_channel=1_stream=0.sdp, host-user-admin_password,"
        + " rtsp://host/user=admin_password=tops3cret_channel=1_stream=0.sdp",
    "http://host/a?token=tops3cret, host-a, http://host/a?token=tops3cret",
    "rtsp://tops3cret@host/a, host-a, rtsp://tops3cret@host/a",
    "user:tops3cret@host:554/a, host-554-a, user:tops3cret@host:554/a",
    "./x=y.mp4, x-y, ./x=y.mp4",
    "C:\\clips\\a b.mp4, a-b, C:\\clips\\a b.mp4",
    "file:/data/clip.mp4, clip, file:/data/clip.mp4",
  })
  void aNameIsWhatStandsBeforeTheEqualsSignOrIsMadeOfTheUrl(
      String source, String name, String url) {
    assertThat(sources(source)).containsExactly(new CameraOptions.Named(new CameraId(name), url));
  }

  @Test
  void twoUnnamedSourcesOfTheSameNameAreNumbered() {
    assertThat(sources("a/clip.mp4", "b/clip.mp4"))
        .extracting(n -> n.id().value())
        .containsExactly("clip", "clip-2");
  }

  @Test
  void aNameGivenTwiceIsRefused() {
    assertThatThrownBy(() -> sources("front=a.mp4", "front=b.mp4"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'front' is used twice");
  }

  @Test
  void whoGivesANameTwiceIsNotShownAPassword() {
    assertThatThrownBy(() -> sources("front=rtsp://u:secret@a/x", "front=rtsp://u:secret@b/x"))
        .hasMessageContaining("'front'")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Front Door=clip.mp4",
        "Front Door=rtsp://user:tops3cret@host/x",
        "Küche=rtsp://user:tops3cret@host/x",
        "\"cam\"=rtsp://user:tops3cret@host/x",
        "=rtsp://user:tops3cret@host/x",
        "front/left=rtsp://user:tops3cret@host/x",
        "front:left=rtsp:/user:tops3cret@host/x",
        "user:tops3cret@host=rtsp://host/x",
        "a+b=http://user:tops3cret@host/x",
      })
  void aNameThatIsNotAllowedIsAnErrorThatSaysWhichAreAndNoPassword(String source) {
    assertThatThrownBy(() -> sources(source))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--source: camera name '")
        .hasMessageContaining("A-Z a-z 0-9 . _ -")
        .hasMessageNotContaining("tops3cret");
  }

  @Test
  void aFileWhoseNameHoldsAnEqualsSignIsTakenForOneIfNothingElseCanBeMeant(@TempDir Path directory)
      throws IOException {
    // Given
    Path file = Files.createFile(directory.resolve("x=y.mp4"));
    String relative = Path.of("").toAbsolutePath().relativize(file).toString();

    // When, Then
    assertThat(sources(relative)).extracting(n -> n.id().value()).containsExactly("x-y");
    assertThat(sources("cam=" + relative))
        .containsExactly(new CameraOptions.Named(new CameraId("cam"), relative));
  }

  @Test
  void aCameraIsPrintedWithoutItsPassword() {
    assertThat(sources("front=rtsp://user:tops3cret@host/x"))
        .hasToString("[front=rtsp://user:***@host/x]");
  }

  @Test
  void aNameWithoutAUrlIsRefused() {
    assertThatThrownBy(() -> sources("front="))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--source front=URL");
  }

  @Test
  void aNameOfDotsAloneIsRefused() {
    assertThatThrownBy(() -> sources("..=a.mp4"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'..'");
  }
}
