package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.Clips;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RtspSourceIT extends FrameSourceKit {
  @TempDir static Path directory;
  private static Path clip;
  private static RtspServer server;

  @BeforeAll
  static void record() {
    clip = Clips.h264(directory, 20);
  }

  /**
   * Runs before each test, not once before all, so that each one is reported as skipped with the
   * reason.
   */
  @BeforeEach
  void needAServer() throws IOException {
    if (server == null) {
      server = RtspServer.serving(clip);
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected String url() {
    return server.url();
  }

  @Override
  protected OptionalInt pictures() {
    return OptionalInt.empty();
  }

  @Override
  protected boolean live() {
    return true;
  }

  @Override
  protected String wrongUrl() {
    return "rtsp:///clip";
  }

  @Override
  protected String unreachableUrl() {
    return "rtsp://192.0.2.1:8554/clip"; // documentation network (RFC 5737)
  }

  @Override
  protected Hanging hanging() throws IOException {
    RtspServer camera = RtspServer.serving(clip);
    return new Hanging(camera.url(), camera, camera::freeze);
  }

  @Test
  void picturesComeInTheirOrderFromTheFirstKeyPictureOn() throws SourceException {
    // Given
    try (FrameSource source = open()) {
      int first = -1;
      int last = -1;
      for (int i = 0; i < 20; i++) {
        // When
        int brightness = Clips.brightness(source.next());

        // Then
        assertThat(brightness).isGreaterThanOrEqualTo(last);
        first = i == 0 ? brightness : first;
        last = brightness;
      }
      assertThat(first).as("the first picture is not thrown away").isLessThan(12);
      assertThat(last).isGreaterThan(first);
    }
  }

  @Test
  void aCameraThatHangsIsBrokenAtTheReadDeadline() throws IOException {
    // Given
    SourceOptions brief = new SourceOptions(null, Duration.ofSeconds(10), Duration.ofMillis(600));
    try (RtspServer hanging = RtspServer.serving(clip);
        FrameSource source = new FrameSources().open(hanging.url(), brief)) {
      assertThat(source.next()).isNotNull();

      // When
      hanging.freeze();

      // Then
      assertThatThrownBy(
              () -> {
                while (source.next() != null) {
                  assertThat(source.live()).isTrue();
                }
              })
          .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse())
          .hasMessageContaining("no picture within 0.6 s");
    }
  }

  @Test
  void aStreamThatTheServerEndsHasAllItsPicturesAndAnEnd() throws IOException {
    // Given
    try (RtspServer brief = RtspServer.serving(Clips.h264(directory, 2));
        FrameSource source = new FrameSources().open(brief.url(), OPTIONS)) {
      // When
      int count = 0;
      while (source.next() != null) {
        count++;
      }

      // Then
      assertThat(count).isEqualTo(20);
    }
  }

  @Test
  void aPathThatTheServerDoesNotHaveMayComeLater() {
    assertThatThrownBy(() -> new FrameSources().open(url() + "-none", OPTIONS))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse())
        .hasMessageContaining("404");
  }
}
