package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceUrlTest {
  @TempDir Path directory;

  private static void refused(ThrowingCallable parsing, String... parts) {
    assertThatThrownBy(parsing)
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isTrue())
        .hasMessageContainingAll(parts);
  }

  @Test
  void filesAreNamedByPathOrUrl() throws Exception {
    Path file = Files.createFile(directory.resolve("clip.mp4"));
    assertThat(SourceUrl.parse(file.toString()).kind()).isEqualTo(SourceUrl.Kind.FILE);
    assertThat(SourceUrl.parse("file:" + file).target()).isEqualTo(file.toString());
    assertThat(SourceUrl.parse("file://" + file).target()).isEqualTo(file.toString());
  }

  @Test
  void whatIsNotThereIsSaidWithWhatToDo() {
    refused(() -> SourceUrl.parse("nowhere.mp4"), "nowhere.mp4: no such file", "check the path");
    refused(() -> SourceUrl.parse("v4l2:/dev/video99"), "no such file");
    refused(() -> SourceUrl.parse(directory.toString()), "a directory");
    refused(() -> SourceUrl.parse("ftp://host/clip"), "unknown kind 'ftp'", "rtsp://");
    refused(() -> SourceUrl.parse("rtsp:///stream"), "no host in it");
    refused(() -> SourceUrl.parse("synthetic:sea"), "expected synthetic:street");
  }

  @Test
  void aPasswordIsNeverShown() throws Exception {
    assertThat(SourceUrl.parse("rtsp://me:secret@host/s").toString())
        .isEqualTo("rtsp://me:***@host/s");
    assertThatThrownBy(() -> SourceUrl.parse("rtsp://me:sec ret@host/s"))
        .hasMessageNotContaining("sec ret");
  }

  @Test
  void aDriveIsReadFromItsParameters() throws Exception {
    StreetUrl url = StreetUrl.parse("synthetic:street?seed=9&size=320x240&fps=12.5&frames=4");
    assertThat(url).isEqualTo(new StreetUrl(9, new FrameSize(320, 240), 12.5, OptionalLong.of(4)));
    assertThat(StreetUrl.parse(url.toString())).isEqualTo(url);
    assertThat(StreetUrl.parse("synthetic:street").size()).isEqualTo(new FrameSize(640, 480));
  }

  @Test
  void aWrongParameterOfADriveIsNamed() {
    refused(() -> StreetUrl.parse("synthetic:street?sede=9"), "'sede=9'", "seed, size, fps");
    refused(() -> StreetUrl.parse("synthetic:street?fps=0"), "fps=0.0: expected");
    refused(() -> StreetUrl.parse("synthetic:street?size=big"), "size 'big': expected");
    refused(() -> StreetUrl.parse("synthetic:street?frames=0"), "frames=0: expected");
  }
}
