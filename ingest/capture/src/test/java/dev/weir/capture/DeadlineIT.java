package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras that do not answer, or stop answering. */
@Timeout(60)
class DeadlineIT {
  private static final SourceOptions HASTY =
      new SourceOptions(null, Duration.ofMillis(800), Duration.ofMillis(600));

  private static Duration failing(String url, SourceOptions options, String message) {
    long before = System.nanoTime();
    assertThatThrownBy(() -> new FrameSources().open(url, options))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse())
        .hasMessageContaining(message);
    return Duration.ofNanos(System.nanoTime() - before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp", "http"})
  void aServerThatAcceptsAndSaysNothingIsGivenUpAtTheDeadline(String scheme) throws Exception {
    try (ServerSocket hole = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      String url = "%s://127.0.0.1:%d/stream".formatted(scheme, hole.getLocalPort());
      assertThat(failing(url, HASTY, "no answer")).isLessThan(Duration.ofSeconds(3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp", "http"})
  void aPortWhereNobodyListensIsSaidAtOnce(String scheme) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "%s://127.0.0.1:%d/stream".formatted(scheme, port);
    assertThat(failing(url, HASTY, "is the camera on")).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aCameraThatFallsSilentIsGivenUpAtTheReadDeadline() throws Exception {
    try (MjpegServer camera = new MjpegServer(3, true);
        FrameSource source = new FrameSources().open(camera.url(), HASTY)) {
      for (int i = 0; i < 3; i++) {
        assertThat(source.next()).isNotNull();
      }
      assertThatThrownBy(source::next).hasMessageContaining("no picture for 600 ms");
    }
  }

  @Test
  void ffmpegIsInterruptedInTheMiddleOfARead() throws Exception {
    // Given a silent camera that FFmpeg reads, since a size is wanted
    SourceOptions scaled =
        new SourceOptions(new FrameSize(64, 48), Duration.ofSeconds(15), Duration.ofMillis(600));
    try (MjpegServer camera = new MjpegServer(120, true);
        FrameSource source = new FrameSources().open(camera.url(), scaled)) {
      // When, Then
      long last = System.nanoTime();
      try {
        while (source.next() != null) {
          last = System.nanoTime();
        }
        throw new AssertionError("the silence was taken for an end");
      } catch (SourceException e) {
        assertThat(e).hasMessageContaining("no picture for 600 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - last)).isLessThan(Duration.ofSeconds(3));
      }
    }
  }

  @Test
  void closingInterruptsARead() throws Exception {
    // Given a silent camera and all the patience there is
    SourceOptions patient =
        new SourceOptions(new FrameSize(64, 48), Duration.ofSeconds(15), Duration.ofMinutes(5));
    try (MjpegServer camera = new MjpegServer(120, true)) {
      FrameSource source = new FrameSources().open(camera.url(), patient);
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                try {
                  while (source.next() != null) {
                    // on to the silence
                  }
                } catch (SourceException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(reading.isDone()).isFalse();

      // When
      source.close();

      // Then
      reading.get(2, TimeUnit.SECONDS);
    }
  }
}
