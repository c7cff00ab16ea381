package dev.weir.capture.mjpeg;

import static dev.weir.capture.source.Jpegs.HEAD;
import static dev.weir.capture.source.Jpegs.ascii;
import static dev.weir.capture.source.Jpegs.jpeg;
import static dev.weir.capture.source.Jpegs.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
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
  protected String url() {
    return "http://127.0.0.1:%d/video".formatted(server.port());
  }

  @Override
  protected OptionalInt pictures() {
    return OptionalInt.of(20);
  }

  @Override
  protected boolean live() {
    return true;
  }

  @Override
  protected String wrongUrl() {
    return "http:///video";
  }

  @Override
  protected Hanging hanging() throws IOException {
    FakeServer stalling = stallingAfterOne();
    return new Hanging("http://127.0.0.1:%d/".formatted(stalling.port()), stalling, () -> {});
  }

  @Test
  void picturesPassThroughByteForByteInTheirOrder() throws IOException {
    // Given
    try (FrameSource source = open()) {
      for (int i = 0; i < 20; i++) {
        // When
        CapturedImage image = source.next();

        // Then
        assertThat(image).isInstanceOf(CapturedImage.Jpeg.class);
        assertThat(((CapturedImage.Jpeg) image).data()).isEqualTo(jpeg(i));
        assertThat(image.width()).isEqualTo(64);
        assertThat(image.height()).isEqualTo(48);
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
