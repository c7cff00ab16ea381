package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSourcesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://camera/stream",
        "rtsps://user:pass@camera_1:322/stream",
        "http://10.0.0.7:8080/video",
        "https://camera/live.m3u8",
        "synthetic:street?seed=7&size=640x480&fps=15",
        " synthetic:street "
      })
  void aUrlThatMayWorkIsAccepted(String url) {
    assertThatCode(() -> FrameSources.check(url)).doesNotThrowAnyException();
  }

  @Test
  void aFileIsNamedByPathOrUrlEvenWithASpaceOrAColon() throws IOException {
    // Given
    Path file = Files.createFile(directory.resolve("my clip.mp4"));
    Path colon = Files.createFile(directory.resolve("12:30.mp4"));

    // When, Then
    for (String url :
        new String[] {
          file.toString(), "file:" + file, "file://" + file, file.toUri().toString(), "" + colon
        }) {
      assertThatCode(() -> FrameSources.check(url)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://host/a.mp4|unknown scheme 'ftp', expected a file, rtsp://",
        "/no/such.mp4|/no/such.mp4: no such file, expected a video",
        "file:///no/such.mp4|no such file",
        "file:no%20such.mp4|no such file",
        "/|a directory, expected a video file",
        "'  '|empty URL",
        "rtsp:camera|no host",
        "http:///path|no host",
        "rtsp://ca mera/|not a URL",
        "v4l2:/dev/video99|v4l2:/dev/video99: no such device",
        "v4l2:|no such device",
        "synthetic:street?sped=1|unknown parameter 'sped=1', known are seed",
        "synthetic:sea|unknown scene"
      })
  void aWrongUrlIsAPermanentErrorOfOneLine(String url, String expected) {
    assertThatThrownBy(() -> FrameSources.check(url))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isTrue())
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RTSP://camera/stream", "Http://10.0.0.7:8080/video", "SYNTHETIC:street?seed=7"})
  void aSchemeMayBeWrittenInCapitals(String url) {
    assertThatCode(() -> FrameSources.check(url)).doesNotThrowAnyException();
  }

  @Test
  void theSchemeIsPassedOnInLowerCaseAndTheRestUnchanged() throws SourceException {
    // When
    SourceUrl url = SourceUrl.parse("RTSPS://User:Pass@Camera/Stream");

    // Then
    assertThat(url.target()).isEqualTo("rtsps://User:Pass@Camera/Stream");
    assertThat(url).hasToString("RTSPS://User:***@Camera/Stream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp:/user:s3cret@host/x",
        "rtsp:user:s3cret@host/x",
        "rtsp://user:s3cret\"word@host/x",
        "rtsp://us er:s3cret word@host/x",
        "rtsp://küche:s3cret|ß@host/x",
        "rtsp:///user:s3cret@host/x",
        "user:s3cret@host:554/x",
        "s3cret@host/x",
        "srt://host:9000?passphrase=s3cret",
        "rtmp://user:s3cret@host/x",
        "/user=admin_password=s3cret_channel=1",
        "clip.mp4?token=s3cret",
        "file://user:s3cret@host/x.mp4",
        "v4l2:user:s3cret@host",
        "synthetic:street?password=s3cret",
        "synthetic:user:s3cret@host",
        "bad\u0000s3cret@path"
      })
  void noErrorOfAUrlTellsItsPassword(String url) {
    assertThatThrownBy(() -> FrameSources.check(url))
        .isInstanceOf(SourceException.class)
        .satisfies(FrameSourcesTest::tellsNoPassword);
  }

  /** Also checks the causes, which a stack trace prints. */
  private static void tellsNoPassword(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void theErrorForAnAddressWithoutASchemeSuggestsOne() {
    assertThatThrownBy(() -> FrameSources.check("camera.local:554/live"))
        .hasMessageContaining("camera.local:554/live: unknown scheme")
        .hasMessageContaining("put rtsp:// or http:// before a host");
  }

  @Test
  void aPasswordIsNotShownByTheErrorOfAUrlThatItBreaks() {
    assertThatThrownBy(() -> FrameSources.check("rtsp://user:sec^ret@host/"))
        .hasMessageContaining("user:***@host")
        .hasMessageNotContaining("sec^ret")
        .hasNoCause();
  }
}
