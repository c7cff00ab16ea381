package dev.weir.capture.http;

import static dev.weir.capture.source.Jpegs.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.Jpegs;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cameras that do not speak HTTP, or violate it. */
@Timeout(60)
class HttpCameraTest {
  private static final SourceOptions BRIEF =
      new SourceOptions(null, Duration.ofMillis(400), Duration.ofMillis(400));
  private static final int ATTEMPTS = 30;

  /** Answers of a server that are not HTTP. */
  enum Answer {
    NOTHING(""),
    GARBAGE("\u001b[31m\u0007SSH-2.0-OpenSSH\r\n\r\n"),
    INVALID_STATUS_LINE("HTTP/1.1 banana OK\r\n\r\n"),
    STATUS_OUT_OF_RANGE("HTTP/1.1 99999 Huge\r\n\r\n"),
    OLD_HTTP("<html>HTTP/0.9</html>"),
    HALF_A_STATUS_LINE("HTTP/1."),
    HEADER_WITHOUT_COLON("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"),
    OVERSIZED_HEADER("HTTP/1.1 200 OK\r\nX: " + "x".repeat(200_000) + "\r\n\r\n"),
    MANY_HEADERS("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(5000) + "\r\n"),
    BAD_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"),
    BAD_CHUNK(
        Jpegs.HEAD.replaceFirst("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n")
            + "zz\u001b\r\n"),
    NOT_FOUND("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    REFUSED("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"),
    CIRCLE("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"),
    WEB_PAGE("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"),
    PICTURE_THAT_IS_NONE(
        "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\nnone");

    private final String text;

    Answer(String text) {
      this.text = text;
    }

    byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static int openSockets() throws IOException {
    int sockets = 0;
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          sockets += Files.readSymbolicLink(descriptor).toString().startsWith("socket:") ? 1 : 0;
        } catch (IOException e) {
          // closed meanwhile: the listing's own file
        }
      }
    }
    return sockets;
  }

  private static SourceException attempt(FakeServer server) {
    return catchThrowableOfType(
        SourceException.class,
        () -> {
          String url = "http://user:s3cret@127.0.0.1:%d/a".formatted(server.port());
          try (FrameSource source = new FrameSources().open(url, BRIEF)) {
            source.next();
          }
        });
  }

  /** Counts sockets of both sides that are open at the end but were not at the start. */
  private static int leaked(FakeServer server, int attempts) throws IOException {
    int before = openSockets();
    for (int i = 0; i < attempts; i++) {
      SourceException failure = attempt(server);
      assertThat(failure).isNotNull();
      assertThat(failure.permanent()).isFalse();
      assertThat(failure.getMessage())
          .contains("user:***@127.0.0.1")
          .doesNotContain("s3cret", "\u001b", "\u0007", "\n");
    }
    server.hangUp();
    return openSockets() - before;
  }

  @ParameterizedTest
  @EnumSource
  void anInvalidAnswerLeavesNoSocketOpen(Answer answer) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc to count descriptors in");
    // Given
    try (FakeServer server = FakeServer.answering((out, request) -> out.write(answer.bytes()))) {
      assertThat(attempt(server)).isNotNull(); // first attempt: opens what stays open

      // When, Then
      assertThat(leaked(server, ATTEMPTS)).isLessThan(ATTEMPTS / 3);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_STATUS_LINE", "OVERSIZED_HEADER", "HALF_A_STATUS_LINE", "GARBAGE"})
  void anInvalidAnswerOnAConnectionThatStaysOpenLeavesNoSocketOpen(Answer answer)
      throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc to count descriptors in");
    // Given
    try (FakeServer server = FakeServer.stalling((out, request) -> out.write(answer.bytes()))) {
      assertThat(attempt(server)).isNotNull();

      // When, Then
      assertThat(leaked(server, 10)).isLessThan(4);
    }
  }

  /** Answers that never end. */
  enum Endless {
    HEADERS("X: y\r\n", 0),
    ONE_HEADER("x", 0),
    TRICKLED_HEADERS("X: y\r\n", 50),
    EMPTY_LINES("\r\n", 1);

    private final String piece;
    private final int pause;

    Endless(String piece, int pause) {
      this.piece = piece;
      this.pause = pause;
    }
  }

  private static void writeForEver(Endless endless, OutputStream out) throws IOException {
    if (endless != Endless.EMPTY_LINES) {
      out.write(ascii("HTTP/1.1 200 OK\r\n"));
    }
    try {
      while (true) {
        out.write(ascii(endless.piece));
        out.flush();
        TimeUnit.MILLISECONDS.sleep(endless.pause); // like a slow camera, until the client gives up
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerWithoutAnEndIsGivenUpAtTheDeadline(Endless endless) throws IOException {
    // Given
    try (FakeServer server = FakeServer.answering((out, request) -> writeForEver(endless, out))) {
      // When
      long start = System.nanoTime();
      SourceException failure = attempt(server);

      // Then
      assertThat(failure).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aPictureThatTricklesInIsGivenUpAtTheReadDeadline() throws IOException {
    // Given
    try (FakeServer server =
            FakeServer.answering(
                (out, request) -> {
                  out.write(ascii(Jpegs.HEAD + "--frame\r\nContent-Length: 100000\r\n\r\n"));
                  out.flush();
                  writeForEver(Endless.TRICKLED_HEADERS, out);
                });
        FrameSource source =
            new FrameSources().open("http://127.0.0.1:%d/".formatted(server.port()), BRIEF)) {
      // When, Then
      assertThatThrownBy(source::next).hasMessageContaining("no picture within 0.4 s");
    }
  }

  @Test
  void aServerThatWantsDigestAuthenticationGetsIt() throws IOException {
    // Given
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    try (FakeServer server =
            FakeServer.answering(
                (out, request) -> {
                  requests.add(request);
                  if (request.contains("Authorization: Digest username=\"user\"")) {
                    out.write(ascii(Jpegs.HEAD));
                    out.write(Jpegs.part(Jpegs.jpeg(1), true));
                  } else {
                    out.write(
                        ascii(
                            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"camera\", nonce=\"abc\", qop=\"auth\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                  }
                });
        FrameSource source =
            new FrameSources()
                .open("http://user:a%%40b@127.0.0.1:%d/v".formatted(server.port()), options())) {
      // When
      CapturedImage image = source.next();

      // Then
      assertThat(image).isInstanceOf(CapturedImage.Jpeg.class);
      assertThat(requests.get(requests.size() - 1)).contains("realm=\"camera\"", "uri=\"/v\"");
    }
  }

  @Test
  void theUserIsNotSentToAnotherHostThatTheCameraNames() throws IOException {
    // Given
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    try (FakeServer other =
            FakeServer.answering(
                (out, request) -> {
                  requests.add(request);
                  out.write(ascii(Jpegs.HEAD));
                  out.write(Jpegs.part(Jpegs.jpeg(1), true));
                });
        FakeServer camera =
            FakeServer.answering(
                (out, request) ->
                    out.write(
                        ascii(
                            "HTTP/1.1 302 Found\r\nLocation: http://localhost:%d/x\r\nContent-Length: 0\r\n\r\n"
                                .formatted(other.port()))))) {
      // When
      try (FrameSource source =
          new FrameSources()
              .open("http://user:s3cret@127.0.0.1:%d/".formatted(camera.port()), options())) {
        assertThat(source.next()).isNotNull();
      }

      // Then
      assertThat(requests).hasSize(1);
      assertThat(requests.get(0)).doesNotContain("Authorization");
    }
  }

  private static SourceOptions options() {
    return new SourceOptions(null, Duration.ofSeconds(10), Duration.ofSeconds(10));
  }
}
