package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.Camera;
import dev.weir.capture.FrameSources;
import dev.weir.capture.Ingest;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.OpenedCameras;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.Jpegs;
import dev.weir.capture.source.SourceOptions;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.kafka.FrameSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a camera over HTTP is requested. Many cameras allow few connections. */
@Timeout(90)
class HttpRequestsIT {
  private static final SourceOptions SMALL = FrameSourceKit.OPTIONS.withSize(new FrameSize(32, 24));

  @TempDir static Path directory;

  private static MockProducer<String, Frame> kafka() {
    return new MockProducer<>(
        true, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLivePlaylistIsOpenedOnceToDetectItAndOnceToReadIt(boolean dated) throws Exception {
    // Given a camera that is opened before its worker starts
    LiveHls.segments(directory, 20, 0);
    try (LiveHls camera = new LiveHls(directory, dated, "");
        OpenedCameras sources = new OpenedCameras(new FrameSources())) {
      List<Camera> cameras = List.of(new Camera(new CameraId("front"), camera.url()));
      IngestOptions options = IngestOptions.defaults().withFrames(OptionalLong.of(15));
      sources.openAll(cameras, options.source());

      // When
      try (Ingest ingest = Ingest.start(kafka(), cameras, sources, options)) {
        assertThat(ingest.awaitEnd(Duration.ofSeconds(60))).isTrue();
        assertThat(ingest.failures()).isEmpty();
      }

      // Then: FFmpeg reads it again later, as any player does
      assertThat(camera.playlistsBeforeFirstSegment()).isEqualTo(2);
      assertThat(camera.playlistRequests()).filteredOn("Weir"::equals).hasSize(1);
      assertThat(camera.segments()).doesNotHaveDuplicates();
    }
  }

  @Test
  void anMjpegCameraIsRequestedOnceEvenIfItsPicturesAreScaled() throws IOException {
    for (SourceOptions options : List.of(FrameSourceKit.OPTIONS, SMALL)) {
      // Given
      AtomicInteger asked = new AtomicInteger();
      try (FakeServer camera =
              FakeServer.answering(
                  (out, request) -> {
                    asked.incrementAndGet();
                    out.write(Jpegs.ascii(Jpegs.HEAD));
                    for (int i = 0; i < 20; i++) {
                      out.write(Jpegs.part(Jpegs.jpeg(i), true));
                    }
                  });
          FrameSource source =
              new FrameSources().open("http://127.0.0.1:%d/".formatted(camera.port()), options)) {
        // When
        for (int i = 0; i < 10; i++) {
          assertThat(source.next()).isNotNull();
        }

        // Then
        assertThat(asked).hasValue(1);
      }
    }
  }

  private static void answer(OutputStream out, String type, byte[] body) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n";
    out.write(Jpegs.ascii(head.formatted(type, body.length)));
    out.write(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "image/png"})
  void aSnapshotCameraIsRequestedOncePerPicture(String type) throws IOException {
    byte[] picture = type.endsWith("png") ? Jpegs.png(3) : Jpegs.jpeg(3);
    for (SourceOptions options : List.of(FrameSourceKit.OPTIONS, SMALL)) {
      // Given
      AtomicInteger asked = new AtomicInteger();
      try (FakeServer camera =
              FakeServer.answering(
                  (out, request) -> {
                    asked.incrementAndGet();
                    answer(out, type, picture);
                  });
          FrameSource source =
              new FrameSources(20).open("http://127.0.0.1:%d/".formatted(camera.port()), options)) {
        for (int i = 1; i <= 3; i++) {
          // When
          CapturedImage image = source.next();

          // Then
          assertThat(image).isNotNull();
          assertThat(image.width()).isEqualTo(options.size() == null ? 64 : 32);
          assertThat(asked).hasValue(i);
        }
      }
    }
  }

  @Test
  void aStreamOfJpegsIsOpenedOnceToDetectItAndOnceToReadIt() throws IOException {
    // Given
    AtomicInteger asked = new AtomicInteger();
    byte[] jpeg = Jpegs.jpeg(0);
    try (FakeServer camera =
            FakeServer.answering(
                (out, request) -> {
                  asked.incrementAndGet();
                  out.write(
                      Jpegs.ascii("HTTP/1.1 200 OK\r\nContent-Type: video/x-motion-jpeg\r\n\r\n"));
                  for (int i = 0; i < 20; i++) {
                    out.write(jpeg);
                  }
                });
        FrameSource source =
            new FrameSources()
                .open("http://127.0.0.1:%d/x".formatted(camera.port()), FrameSourceKit.OPTIONS)) {
      // When
      for (int i = 0; i < 10; i++) {
        assertThat(source.next()).isNotNull();
      }

      // Then
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void aPictureThatTheServerCallsAVideoIsRequestedAgain() throws IOException {
    // Given
    AtomicInteger asked = new AtomicInteger();
    try (FakeServer camera =
            FakeServer.answering(
                (out, request) -> {
                  asked.incrementAndGet();
                  out.write(
                      Jpegs.ascii("HTTP/1.1 200 OK\r\nContent-Type: video/x-strange\r\n\r\n"));
                  out.write(Jpegs.jpeg(3));
                });
        FrameSource source =
            new FrameSources(20)
                .open("http://127.0.0.1:%d/".formatted(camera.port()), FrameSourceKit.OPTIONS)) {
      // When
      for (int i = 0; i < 3; i++) {
        assertThat(source.next()).isNotNull();
      }

      // Then
      assertThat(source.live()).isTrue();
      assertThat(asked.get()).isGreaterThanOrEqualTo(3);
    }
  }
}
