package dev.weir.capture.mjpeg;

import static dev.weir.capture.source.Jpegs.ascii;
import static dev.weir.capture.source.Jpegs.jpeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.SourceException;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera that answers with one JPEG. */
class SnapshotSourceTest extends FrameSourceKit {
  private final AtomicInteger asked = new AtomicInteger();
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = camera("Content-Type: image/jpeg\r\n");
  }

  private FakeServer camera(String type) throws IOException {
    return FakeServer.answering(
        (out, request) -> {
          byte[] picture = jpeg(asked.getAndIncrement() % 20);
          out.write(
              ascii(
                  "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
                      .formatted(type, picture.length)));
          out.write(picture);
        });
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Override
  protected FrameSource open() throws SourceException {
    return new FrameSources(50).open(url(), OPTIONS);
  }

  @Override
  protected String url() {
    return "http://127.0.0.1:%d/snapshot.jpg".formatted(server.port());
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
    return "http:///snapshot.jpg";
  }

  @Test
  void eachPollReturnsThePictureUnchanged() throws IOException {
    // Given
    try (FrameSource source = open()) {
      for (int i = 0; i < 5; i++) {
        // When
        CapturedImage image = source.next();

        // Then
        assertThat(image).isInstanceOf(CapturedImage.Jpeg.class);
        assertThat(((CapturedImage.Jpeg) image).data()).isEqualTo(jpeg(i));
      }
    }
  }

  @Test
  void theCameraIsPolledAtTheRateAndPositionsFollowIt() throws SourceException {
    // Given
    try (FrameSource source = new FrameSources(10).open(url(), OPTIONS)) {
      long start = System.nanoTime();
      Duration last = Duration.ofMillis(-100);

      // When
      for (int i = 0; i < 6; i++) {
        Duration position = source.next().position();

        // Then
        assertThat(position.toMillis() % 100).isZero();
        assertThat(position.minus(last)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        last = position;
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(499));
    }
  }

  @Test
  void withoutARateTheCameraIsPolledOncePerSecond() throws SourceException {
    // Given
    try (FrameSource source = new FrameSources().open(url(), OPTIONS)) {
      // When
      source.next();

      // Then
      assertThat(source.next().position()).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void aPictureWithoutATypeIsDetectedByItsFirstBytes() throws IOException {
    for (String type : new String[] {"", "Content-Type: application/octet-stream\r\n"}) {
      try (FakeServer untyped = camera(type);
          FrameSource source =
              new FrameSources(50)
                  .open("http://127.0.0.1:%d/".formatted(untyped.port()), OPTIONS)) {
        assertThat(source.next()).isInstanceOf(CapturedImage.Jpeg.class);
        assertThat(source.next()).isInstanceOf(CapturedImage.Jpeg.class);
      }
    }
  }

  @Test
  void aCameraThatStopsSendingPicturesFails() throws IOException {
    // Given
    try (FakeServer fails =
            FakeServer.answering(
                (out, request) -> {
                  byte[] picture = jpeg(1);
                  String head =
                      "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n";
                  if (asked.getAndIncrement() == 0) {
                    out.write(ascii(head.formatted(picture.length)));
                    out.write(picture);
                  } else {
                    out.write(ascii("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
                  }
                });
        FrameSource source =
            new FrameSources(50).open("http://127.0.0.1:%d/".formatted(fails.port()), OPTIONS)) {
      assertThat(source.next()).isNotNull();

      // When, Then
      assertThatThrownBy(source::next)
          .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse())
          .hasMessageContaining("HTTP status 503");
    }
  }
}
