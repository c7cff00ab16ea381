package dev.weir.capture;

import static dev.weir.capture.Jpegs.HEAD;
import static dev.weir.capture.Jpegs.ascii;
import static dev.weir.capture.Jpegs.jpeg;
import static dev.weir.capture.Jpegs.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MjpegSourceTest extends FrameSourceKit {
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        FakeServer.answering(
            (out, request) -> {
              out.write(ascii(HEAD));
              for (int i = 0; i < 20; i++) {
                out.write(part(jpeg(i), i % 2 == 0));
              }
              out.write(ascii("--frame--\r\n"));
            });
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Override
  String url() {
    return "http://127.0.0.1:%d/video".formatted(server.port());
  }

  @Override
  OptionalInt pictures() {
    return OptionalInt.of(20);
  }

  @Override
  boolean live() {
    return true;
  }

  @Override
  String wrongUrl() {
    return "http:///video";
  }

  @Override
  Hanging hanging() throws IOException {
    FakeServer stalling = stallingAfterOne();
    return new Hanging("http://127.0.0.1:%d/".formatted(stalling.port()), stalling, () -> {});
  }

  @Test
  void picturesPassThroughByteForByteInTheirOrder() throws IOException {
    // Given
    try (FrameSource source = open()) {
      for (int i = 0; i < 20; i++) {
        // When
        Shot shot = source.next();

        // Then
        assertThat(shot).isInstanceOf(Shot.Jpeg.class);
        assertThat(((Shot.Jpeg) shot).data()).isEqualTo(jpeg(i));
        assertThat(shot.width()).isEqualTo(64);
        assertThat(shot.height()).isEqualTo(48);
      }
    }
  }

  @Test
  void aCameraThatFallsSilentIsBrokenAtTheReadDeadline() throws IOException {
    // Given
    try (FakeServer stalling = stallingAfterOne();
        FrameSource source = openAt(stalling, Duration.ofMillis(300))) {
      assertThat(source.next()).isNotNull();

      // When
      long start = System.nanoTime();

      // Then
      assertThatThrownBy(source::next)
          .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse())
          .hasMessageContaining("no picture within 0.3 s");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(290), Duration.ofSeconds(2));
    }
  }

  @Test
  void aConnectionThatBreaksWithinAPictureIsAnError() throws IOException {
    // Given
    byte[] whole = part(jpeg(0), true);
    try (FakeServer broken =
            FakeServer.answering(
                (out, request) -> {
                  out.write(ascii(HEAD));
                  out.write(whole, 0, whole.length / 2);
                });
        FrameSource source = openAt(broken, Duration.ofSeconds(5))) {
      // When, Then
      assertThatThrownBy(source::next)
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("broke off");
    }
  }

  @Test
  void theUserOfTheUrlIsSentAndNeverPrinted() throws IOException {
    // Given
    try (FakeServer guarded =
        FakeServer.stalling(
            (out, request) -> {
              if (request.contains("Basic dXNlcjpzZWNyZXQ=")) {
                out.write(ascii(HEAD));
              }
            })) {
      String url = "http://user:secret@127.0.0.1:%d/".formatted(guarded.port());
      SourceOptions brief = new SourceOptions(null, Duration.ofSeconds(5), Duration.ofMillis(100));

      // When
      try (FrameSource source = new FrameSources().open(url, brief)) {
        // Then
        assertThatThrownBy(source::next)
            .hasMessageContaining("user:***@127.0.0.1")
            .hasMessageNotContaining("secret");
      }
    }
  }

  private static FakeServer stallingAfterOne() throws IOException {
    return FakeServer.stalling(
        (out, request) -> {
          out.write(ascii(HEAD));
          out.write(part(jpeg(0), true));
        });
  }

  private static FrameSource openAt(FakeServer server, Duration read) throws SourceException {
    return new FrameSources()
        .open(
            "http://127.0.0.1:%d/".formatted(server.port()),
            new SourceOptions(null, Duration.ofSeconds(5), read));
  }
}
