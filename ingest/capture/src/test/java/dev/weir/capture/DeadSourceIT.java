package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers and devices that do not exist, are of another kind, or accept connections but stay
 * silent.
 */
@Timeout(30)
class DeadSourceIT {
  private static final SourceOptions BRIEF =
      new SourceOptions(null, Duration.ofMillis(700), Duration.ofMillis(700));

  @ParameterizedTest
  @ValueSource(strings = {"rtsp", "http"})
  void aSilentServerFailsAtTheOpenDeadline(String scheme) throws IOException {
    // Given
    try (FakeServer server = FakeServer.silent()) {
      // When
      long start = System.nanoTime();
      SourceException e = failure("%s://127.0.0.1:%d/a".formatted(scheme, server.port()));

      // Then
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(690), Duration.ofSeconds(3));
      assertThat(e.permanent()).isFalse();
      assertThat(e).hasMessageContaining("within 0.7 s");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp", "http"})
  void aRefusedConnectionFailsAtOnce(String scheme) throws IOException {
    // Given
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    // When
    SourceException e = failure("%s://user:secret@127.0.0.1:%d/a".formatted(scheme, port));

    // Then
    assertThat(e.permanent()).isFalse();
    assertThat(e).hasMessageContaining("user:***@").hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp", "http"})
  void aHostWithoutAnAddressMayGetOneLater(String scheme) {
    // When: a name that never exists (RFC 6761)
    SourceException e = failure(scheme + "://user:secret@camera_1.invalid:554/a");

    // Then
    assertThat(e.permanent()).isFalse();
    assertThat(e).hasMessageContaining("host camera_1.invalid").hasMessageNotContaining("secret");
  }

  @Test
  void aDeviceThatIsNoCameraIsAnError() {
    // When
    SourceException e = failure("v4l2:/dev/null");

    // Then
    assertThat(e).hasMessageStartingWith("v4l2:/dev/null: ");
  }

  private static SourceException failure(String url) {
    SourceException e =
        catchThrowableOfType(
            SourceException.class, () -> new FrameSources().open(url, BRIEF).close());
    assertThat(e).isNotNull();
    return e;
  }
}
