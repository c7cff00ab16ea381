package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weir.capture.FrameSources;
import dev.weir.capture.source.Clips;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.Jpegs;
import dev.weir.capture.source.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HLS and files over HTTP through FFmpeg. */
class HttpSourceIT extends FrameSourceKit {
  @TempDir static Path directory;
  private static HttpServer server;

  @BeforeAll
  static void start() throws IOException {
    Clips.hls(directory);
    Clips.mp4(directory);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Path file = directory.resolve(exchange.getRequestURI().toString().substring(1));
            if (!Files.exists(file)) {
              exchange.sendResponseHeaders(404, -1);
              return;
            }
            byte[] bytes = Files.readAllBytes(file);
            exchange
                .getResponseHeaders()
                .add(
                    "Content-Type",
                    file.toString().endsWith(".m3u8")
                        ? "application/vnd.apple.mpegurl"
                        : "video/mp2t");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.createContext(
        "/secret",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(401, -1);
          }
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Override
  protected String url() {
    return at("list.m3u8");
  }

  private static String at(String path) {
    return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path);
  }

  @Override
  protected OptionalInt pictures() {
    return OptionalInt.of(30);
  }

  @Override
  protected boolean live() {
    return false; // the playlist has an end
  }

  @Override
  protected String wrongUrl() {
    return "http:///list.m3u8";
  }

  @Override
  protected String unreachableUrl() {
    return "http://192.0.2.1:8554/list.m3u8"; // documentation network (RFC 5737)
  }

  @Test
  void anMp4OverHttpIsReadLikeAFile() throws SourceException {
    // Given
    try (FrameSource source = new FrameSources().open(at("clip.mp4"), OPTIONS)) {
      // When
      int count = 0;
      while (source.next() != null) {
        count++;
      }

      // Then
      assertThat(count).isEqualTo(30);
      assertThat(source.live()).isFalse();
    }
  }

  @Test
  void aMissingPlaylistMayBeRetried() {
    assertThatThrownBy(() -> new FrameSources().open(at("none.m3u8"), OPTIONS))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse())
        .hasMessageContaining("404");
  }

  @Test
  void aWrongPasswordIsARefusalThatMayPassAndIsNotShown() {
    // Given
    String url = at("secret").replace("//", "//user:wrong@");

    // When, Then
    assertThatThrownBy(() -> new FrameSources().open(url, OPTIONS))
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> {
              assertThat(e.permanent()).isFalse();
              assertThat(e.refused()).isTrue();
            })
        .hasMessageContaining("the server refuses")
        .hasMessageNotContaining("wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"part%d", "part.cgi?n=%d", "part%d.dat", "part%d.jpg"})
  void segmentsOfAPlaylistMayBeCalledAnything(String name) throws IOException {
    // Given
    StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n");
    for (int i = 0; i < 3; i++) {
      String segment = name.formatted(i);
      Files.copy(
          directory.resolve("list%d.ts".formatted(i)),
          directory.resolve(segment),
          StandardCopyOption.REPLACE_EXISTING);
      list.append("#EXTINF:1,\n").append(segment).append('\n');
    }
    Files.writeString(directory.resolve("odd.m3u8"), list + "#EXT-X-ENDLIST\n");

    // When
    int count = 0;
    try (FrameSource source = new FrameSources().open(at("odd.m3u8"), OPTIONS)) {
      while (source.next() != null) {
        count++;
      }
    }

    // Then
    assertThat(count).isEqualTo(30);
  }

  @Test
  void aPlaylistIsKnownByItsFirstBytesWhateverTheServerCallsIt() throws IOException {
    // Given
    String list = Files.readString(directory.resolve("list.m3u8"));
    String absolute = list.replaceAll("(?m)^(?!#)(.+)$", at("") + "$1");
    try (FakeServer server =
            FakeServer.answering(
                (out, request) ->
                    out.write(
                        Jpegs.ascii(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
                                    .formatted(absolute.length())
                                + absolute)));
        FrameSource source =
            new FrameSources().open("http://127.0.0.1:%d/live".formatted(server.port()), OPTIONS)) {
      // When, Then
      assertThat(source.next()).isNotNull();
    }
  }

  @Test
  void aPlaylistCannotNameAFileOfThisMachine() throws IOException {
    // Given
    Path clip = directory.resolve("list0.ts");
    Files.writeString(
        directory.resolve("evil.m3u8"),
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://%s\n#EXT-X-ENDLIST\n"
            .formatted(clip));
    assertThat(clip).exists();

    // When, Then
    assertThatThrownBy(() -> new FrameSources().open(at("evil.m3u8"), OPTIONS))
        .isInstanceOf(SourceException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "'Content-Length: 2147483647\r\n', true",
    "'Content-Length: %d\r\n', false"
  })
  void aStreamIsLiveUnlessTheServerAnnouncesItsLength(String header, boolean live)
      throws IOException {
    // Given
    byte[] stream = Files.readAllBytes(directory.resolve("list0.ts"));
    try (FakeServer camera =
            FakeServer.stalling(
                (out, request) -> {
                  String head = "HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\n%s\r\n";
                  out.write(Jpegs.ascii(head.formatted(header.formatted(stream.length))));
                  for (int i = 0; i < 20; i++) {
                    out.write(stream);
                  }
                });
        FrameSource source =
            new FrameSources().open("http://127.0.0.1:%d/".formatted(camera.port()), OPTIONS)) {
      // When, Then
      assertThat(source.next()).isNotNull();
      assertThat(source.live()).isEqualTo(live);
    }
  }
}
