package dev.weir.capture.ffmpeg;

import static dev.weir.capture.source.Videos.PICTURES;
import static dev.weir.capture.source.Videos.assertBreaksOff;
import static dev.weir.capture.source.Videos.cut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.Jpegs;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.VideoServer;
import dev.weir.capture.source.Videos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Truncated files on HTTP servers, with and without ranges and lengths. */
class HttpTruncationIT {
  @TempDir private Path folder;

  @BeforeAll
  static void requireFfmpeg() throws IOException {
    Videos.requireFfmpeg();
  }

  private Path video(String name, String options) throws IOException {
    return Videos.write(folder.resolve(name), PICTURES + options);
  }

  @ParameterizedTest
  @CsvSource({
    "first.mp4, -c:v mpeg4 -movflags +faststart",
    "first.mov, -c:v mjpeg -movflags +faststart",
    "a.mkv, -c:v mpeg4",
    "a.webm, -c:v vp8 -b:v 300k",
    "a.avi, -c:v mpeg4",
    "a.wmv, -c:v wmv2",
    "a.flv, -c:v flv1"
  })
  void aFileWithoutItsEndIsAnErrorWhateverTheServerCanDo(String name, String options)
      throws IOException {
    for (VideoServer.Kind kind : VideoServer.Kind.values()) {
      // Given
      Path file = cut(video(name, options), 0.7);
      try (VideoServer server = new VideoServer(folder, kind)) {
        // When, Then
        assertBreaksOff(server.url(file));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = VideoServer.Kind.class,
      names = {"RANGES", "WHOLE_FILES"})
  void aFileWhosePacketsSayItAloneIsAnErrorIfItHasALength(VideoServer.Kind kind)
      throws IOException {
    try (VideoServer server = new VideoServer(folder, kind)) {
      for (String name : new String[] {"a.ts", "a.mpg", "a.vob"}) {
        Path file = video(name, "-c:v mpeg2video");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2 / 188 * 188 + 100));

        assertBreaksOff(server.url(file));
      }
      assertBreaksOff(server.url(cut(video("live.mkv", "-c:v mpeg4 -live 1"), 0.7)));
      assertBreaksOff(
          server.url(cut(video("b.flv", "-c:v flv1 -flvflags no_duration_filesize"), 0.7)));
      assertBreaksOff(
          server.url(
              cut(video("f.mp4", "-c:v mpeg4 -g 5 -movflags +frag_keyframe+empty_moov"), 0.7)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = VideoServer.Kind.class,
      names = {"RANGES", "WHOLE_FILES"})
  void anIndexAtTheMissingEndIsAnErrorThatSaysSo(VideoServer.Kind kind) throws IOException {
    // Given
    Path file = cut(video("last.mp4", "-c:v mpeg4"), 0.7);
    try (VideoServer server = new VideoServer(folder, kind)) {
      // When, Then
      assertThatThrownBy(() -> Videos.read(server.url(file)))
          .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse())
          .hasMessageContaining("the file breaks off: its last box, 'mdat', is");
    }
  }

  @Test
  void aRecordingThatWasNotFinishedIsAnErrorThatSaysSo() throws IOException {
    // Given a recorder that was killed: the length of 'mdat' is 0, and 'moov' is missing
    Path file = video("last.mp4", "-c:v mpeg4");
    byte[] bytes = Files.readAllBytes(file);
    int mdat = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat");
    Arrays.fill(bytes, mdat - 4, mdat, (byte) 0);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    try (VideoServer server = new VideoServer(folder, VideoServer.Kind.RANGES)) {
      for (String url : new String[] {server.url(file), file.toString()}) {
        // When, Then
        assertThatThrownBy(() -> Videos.read(url))
            .hasMessageContaining("the file breaks off: it has no index (box 'moov')");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "last.mp4, -c:v mpeg4",
    "first.mp4, -c:v mpeg4 -movflags +faststart",
    "fragments.mp4, -c:v mpeg4 -g 5 -movflags +frag_keyframe+empty_moov",
    "a.mkv, -c:v mpeg4 -bf 2",
    "live.mkv, -c:v mpeg4 -live 1",
    "a.webm, -c:v vp8 -b:v 300k",
    "a.avi, -c:v mpeg4 -bf 2",
    "a.ts, -c:v mpeg2video",
    "a.mpg, -c:v mpeg2video",
    "a.flv, -c:v flv1",
    "a.wmv, -c:v wmv2",
    "list.m3u8, -c:v mpeg2video -f hls -hls_time 1 -hls_list_size 0"
  })
  void aCompleteFileIsNoError(String name, String options) throws IOException {
    Path file = video(name, options);
    for (VideoServer.Kind kind :
        new VideoServer.Kind[] {VideoServer.Kind.RANGES, VideoServer.Kind.WHOLE_FILES}) {
      try (VideoServer server = new VideoServer(folder, kind)) {
        if (name.equals("last.mp4") && kind == VideoServer.Kind.WHOLE_FILES) {
          assertThatThrownBy(() -> Videos.read(server.url(file)))
              .hasMessageContaining("its index is at its end, and the server cannot send a part");
        } else {
          assertThat(Videos.read(server.url(file))).as("%s", kind).isBetween(59, 61);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"first.mp4", "a.mkv", "a.ts", "a.avi"})
  void aConnectionThatEndsBeforeTheAnnouncedLengthIsAnError(String name) throws IOException {
    // Given
    String options = "-c:v %s -movflags +faststart";
    byte[] bytes =
        Files.readAllBytes(
            video(name, options.formatted(name.equals("a.ts") ? "mpeg2video" : "mpeg4")));
    try (FakeServer server =
            FakeServer.answering(
                (out, request) -> {
                  out.write(
                      Jpegs.ascii(
                          "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(bytes.length)));
                  out.write(bytes, 0, bytes.length / 188 / 2 * 188);
                });
        FrameSource source =
            new FrameSources()
                .open("http://127.0.0.1:%d/".formatted(server.port()), FrameSourceKit.OPTIONS)) {
      // When, Then
      assertThatThrownBy(
              () -> {
                while (source.next() != null) {
                  assertThat(source.live()).isFalse();
                }
              })
          .hasMessageMatching("(?s).*(broke|breaks) off.*");
    }
  }

  private Path playlistWithout(int... segments) throws IOException {
    Path list = video("list.m3u8", "-c:v mpeg2video -g 10 -f hls -hls_time 1 -hls_list_size 0");
    for (int segment : segments) {
      Files.delete(folder.resolve("list%d.ts".formatted(segment)));
    }
    return list;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void aPlaylistThatLacksASegmentIsAnErrorAfterTheOthers(int segment) throws IOException {
    // Given
    Path list = playlistWithout(segment);
    try (VideoServer server = new VideoServer(folder, VideoServer.Kind.RANGES)) {
      for (String url : new String[] {server.url(list), list.toString()}) {
        // When, Then
        assertBreaksOff(url);
        assertThatThrownBy(() -> Videos.read(url))
            .hasMessageContaining("1 of its segments cannot be opened");
      }
    }
  }

  @Test
  void aPlaylistWithoutItsSegmentsSaysSo() throws IOException {
    // Given
    Path list = playlistWithout(0, 1, 2, 3, 4, 5);
    try (VideoServer server = new VideoServer(folder, VideoServer.Kind.RANGES)) {
      // When, Then
      assertThatThrownBy(() -> Videos.read(server.url(list)))
          .hasMessageContaining(
              "6 of its segments cannot be opened (Server returned 404 Not Found)");
    }
  }
}
