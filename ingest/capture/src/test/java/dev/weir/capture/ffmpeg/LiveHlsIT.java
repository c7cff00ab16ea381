package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.Camera;
import dev.weir.capture.FrameSources;
import dev.weir.capture.Ingest;
import dev.weir.capture.IngestOptions;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Frames of a live HLS stream are sent evenly, although segments arrive once a second. */
@Timeout(90)
class LiveHlsIT {
  private static final CameraId FRONT = new CameraId("front");
  private static final int SEGMENTS = 40;

  @TempDir static Path directory;
  private static Path steady;
  private static Path jumping;

  @BeforeAll
  static void record() throws IOException {
    steady = Files.createDirectory(directory.resolve("steady"));
    LiveHls.segments(steady, SEGMENTS, 0);
    jumping = Files.createDirectory(directory.resolve("jumping"));
    LiveHls.segments(jumping, SEGMENTS, 1000);
  }

  /** The sent frames: capture times, and send times by this machine's clock. */
  private record Taken(
      List<Instant> captured, List<Instant> sent, FrameCounts counts, long thinned) {}

  private static Taken take(String url, int frames, double fps) throws InterruptedException {
    List<Instant> sent = new ArrayList<>();
    MockProducer<String, Frame> kafka =
        new MockProducer<>(
            true, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer());
    IngestOptions options =
        IngestOptions.defaults().withFrames(OptionalLong.of(frames)).withMaxFps(fps);
    try (Ingest ingest =
        Ingest.start(kafka, List.of(new Camera(FRONT, url)), new FrameSources(), options)) {
      while (!ingest.awaitEnd(Duration.ofMillis(5))) {
        while (sent.size() < kafka.history().size()) {
          sent.add(Instant.now());
        }
      }
      return new Taken(
          kafka.history().stream().map(r -> r.value().captureTime()).toList(),
          sent,
          ingest.counts().get(FRONT),
          ingest.thinned().get(FRONT));
    }
  }

  /** Counts the frames whose distance from the previous one is as expected. */
  private static long even(List<Instant> captured, long millis) {
    long even = 0;
    for (int i = 1; i < captured.size(); i++) {
      long gap = Duration.between(captured.get(i - 1), captured.get(i)).toMillis();
      even += Math.abs(gap - millis) <= 5 ? 1 : 0;
    }
    return even;
  }

  @Test
  void framesAreTakenAtTheStreamsPaceAndStampedByIt() throws Exception {
    // Given
    try (LiveHls camera = new LiveHls(steady, false, "")) {
      // When
      Taken taken = take(camera.url(), 50, 0);

      // Then
      assertThat(taken.counts().droppedTotal()).isZero();
      assertThat(taken.counts().out()).isEqualTo(50);
      assertThat(even(taken.captured(), 100)).isGreaterThanOrEqualTo(46);
      assertThat(Duration.between(taken.sent().get(0), taken.sent().get(40)))
          .isGreaterThan(Duration.ofMillis(3500));
    }
  }

  @Test
  void aRateThinsOutEvenly() throws Exception {
    // Given
    try (LiveHls camera = new LiveHls(steady, false, "")) {
      // When
      Taken taken = take(camera.url(), 20, 5);

      // Then
      assertThat(taken.counts().droppedTotal()).isZero();
      assertThat(taken.thinned()).isBetween(18L, 22L);
      assertThat(even(taken.captured(), 200)).isGreaterThanOrEqualTo(17);
    }
  }

  @Test
  void aDateOfThePlaylistIsTheFirstPicturesCaptureTime() throws Exception {
    // Given
    try (LiveHls camera = new LiveHls(steady, true, "")) {
      // When
      Taken taken = take(camera.url(), 40, 0);

      // Then
      assertThat(taken.captured().get(0)).isEqualTo(camera.taken(camera.first()));
      assertThat(taken.captured().get(39))
          .isBetween(
              camera.taken(camera.first()).plusMillis(3890),
              camera.taken(camera.first()).plusMillis(3910));
    }
  }

  @Test
  void aDiscontinuityIsNoPause() throws Exception {
    // Given timestamps that jump by 1,000 seconds every third segment
    try (LiveHls camera = new LiveHls(jumping, false, "#EXT-X-DISCONTINUITY\n")) {
      // When
      Taken taken = take(camera.url(), 60, 0);

      // Then
      assertThat(taken.counts().out()).isEqualTo(60);
      assertThat(even(taken.captured(), 100)).isGreaterThanOrEqualTo(54);
    }
  }
}
