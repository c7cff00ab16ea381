package dev.weir.capture.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.http.HttpCamera;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.VideoServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpBytesTest {
  private static final int SIZE = 1 << 20;
  private static final int HEAD = 100;
  private static final Duration TIME = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Path file;
  private byte[] content;

  @BeforeEach
  void write() throws IOException {
    content = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      content[i] = (byte) (i * 31 + (i >> 8));
    }
    file = Files.write(folder.resolve("video"), content);
  }

  private HttpBytes open(String url, long size, Duration time) {
    return new HttpBytes(new HttpCamera(url), size, ByteBuffer.wrap(content, 0, HEAD), time);
  }

  private void assertAt(HttpBytes bytes, int at, int count) throws IOException {
    assertThat(bytes.at(at, count)).isEqualTo(ByteBuffer.wrap(content, at, count).slice());
  }

  @ParameterizedTest
  @EnumSource
  void anyBytesCanBeRead(VideoServer.Kind kind) throws IOException {
    try (VideoServer server = new VideoServer(folder, kind);
        HttpBytes bytes = open(server.url(file), SIZE, TIME)) {
      assertAt(bytes, 10, 20);
      assertAt(bytes, 90, 20);
      assertAt(bytes, 500_000, 16);
      assertAt(bytes, SIZE - 70_000, 70_000);
      assertAt(bytes, SIZE - 1, 1);
      assertAt(bytes, 1000, 16);
      assertThatThrownBy(() -> bytes.at(SIZE - 1, 2)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void theFirstBytesNeedNoRequestAndNearbyBytesOnlyOne() throws IOException {
    // Given
    try (VideoServer server = new VideoServer(folder, VideoServer.Kind.RANGES);
        HttpBytes bytes = open(server.url(file), SIZE, TIME)) {
      // When
      assertAt(bytes, 0, HEAD);
      assertThat(server.requests()).isEmpty();
      for (int i = 0; i < 50; i++) {
        assertAt(bytes, 600_000 + 16 * i, 16);
      }

      // Then
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyDistantBytesCanBeReadInAnyOrder(VideoServer.Kind kind) throws IOException {
    try (VideoServer server = new VideoServer(folder, kind);
        HttpBytes bytes = open(server.url(file), SIZE, TIME)) {
      for (int i = 20; i > 0; i--) {
        assertAt(bytes, i * 50_000, 16);
      }
    }
  }

  @Test
  void aServerThatIgnoresRangesIsNotReadBeyondTheLimit() throws IOException {
    try (VideoServer server = new VideoServer(folder, VideoServer.Kind.WHOLE_FILES);
        HttpBytes bytes = open(server.url(file), 10 * HttpBytes.MAX_BYTES, TIME)) {
      assertThatThrownBy(() -> bytes.at(2 * HttpBytes.MAX_BYTES, 16))
          .hasMessage("more than %d bytes", HttpBytes.MAX_BYTES);
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpAtTheTimeLimit() throws IOException {
    try (FakeServer server = FakeServer.silent();
        HttpBytes bytes =
            open("http://127.0.0.1:%d/".formatted(server.port()), SIZE, Duration.ofMillis(300))) {
      assertThatThrownBy(() -> bytes.at(1000, 16)).isInstanceOf(HttpTimeoutException.class);
    }
  }
}
