package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  @CsvSource({
    "rtsp://user:secret@host/a, rtsp://user:***@host/a",
    "rtsp://user:sec/ret@host/a, rtsp://user:***@host/a",
    "rtsp://user:se@cret@host:554/a, rtsp://user:***@host:554/a",
    "http://host:8080/a, http://host:8080/a",
    "http://host/a?user=me&password=secret&x=1, http://host/a?user=me&password=***&x=1",
    "http://host/a?access_token=secret, http://host/a?access_token=***"
  })
  void aPasswordIsNotShown(String url, String shown) {
    assertThat(ShownUrl.of(url)).isEqualTo(shown);
  }

  @Test
  void aPasswordIsNotShownByTheErrorOfAUrlThatItBreaks() {
    assertThatThrownBy(() -> FrameSources.check("rtsp://user:sec^ret@host/"))
        .hasMessageContaining("user:***@host")
        .hasMessageNotContaining("sec^ret")
        .hasNoCause();
  }
}
