package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FfmpegProgram;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceNotice;
import dev.weir.capture.source.SourceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams whose timestamps jump, wrap, or are missing play like normal streams. */
class ClockJumpIT {
  private static final SourceOptions OPTIONS =
      new SourceOptions(null, Duration.ofSeconds(10), Duration.ofSeconds(10));
  private static final int PICTURES = 25; // per second
  private static final long STEP = 1000 / PICTURES;

  @TempDir static Path directory;
  private static Path second;

  @BeforeAll
  static void record() throws IOException {
    second = directory.resolve("second.ts");
    FfmpegProgram.run(
        "-f", "lavfi", "-i", "testsrc=s=160x120:r=25:d=1", "-c:v", "libopenh264", "-g", 25, second);
  }

  /** One second of video with timestamps that start at the given number of seconds. */
  private static Path at(String seconds) throws IOException {
    Path file = directory.resolve("at%s.ts".formatted(seconds));
    if (!Files.exists(file)) {
      FfmpegProgram.run(
          "-i", second, "-c", "copy", "-output_ts_offset", seconds, "-muxdelay", 0, file);
    }
    return file;
  }

  private static Path joined(String name, String... starts) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (String start : starts) {
        Files.copy(at(start), out);
      }
    }
    return file;
  }

  /** The result of playing a stream: positions in milliseconds, and the notices to log. */
  private record Played(List<Long> positions, List<SourceNotice> notices) {
    List<SourceNotice> about(SourceNotice.Kind kind) {
      return notices.stream().filter(n -> n.kind() == kind).toList();
    }
  }

  private static Played play(Path file) throws SourceException {
    List<Long> positions = new ArrayList<>();
    List<SourceNotice> notices = new ArrayList<>();
    try (FrameSource source = new FrameSources().open(file.toString(), OPTIONS)) {
      for (CapturedImage image = source.next(); image != null; image = source.next()) {
        positions.add(image.position().toMillis());
        notices.addAll(source.notices());
      }
    }
    return new Played(positions, notices);
  }

  /** Checks that no picture is missing and each one is a step after the previous one. */
  private static void assertSteady(Played played, int pictures) {
    assertThat(played.positions()).hasSize(pictures);
    for (int i = 1; i < pictures; i++) {
      assertThat(played.positions().get(i) - played.positions().get(i - 1))
          .as("after picture %d", i)
          .isBetween(STEP - 1, STEP + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 50, ahead by 39.",
    "10, 95390, ahead by 95379.", // 26.5 hours
    "10, 14, ahead by 3.",
    "50, 10, back by 40.",
    "95000, 10, back by"
  })
  void aTransportStreamThatJumpsIsPlayedOnWithoutAPause(String first, String then, String said)
      throws IOException {
    // Given
    Path file = joined("jump.ts", first, then);

    // When
    Played played = play(file);

    // Then
    assertSteady(played, 2 * PICTURES);
    assertThat(played.about(SourceNotice.Kind.CLOCK_JUMP)).isNotEmpty();
    if (!said.equals("back by")) {
      assertThat(played.about(SourceNotice.Kind.CLOCK_JUMP).get(0).text()).contains(said);
    }
  }

  @Test
  void onlyTheFirstOfManyJumpsIsReported() throws IOException {
    // Given
    Path file = joined("jumps.ts", "10", "50", "20", "500", "10");

    // When
    Played played = play(file);

    // Then
    assertSteady(played, 5 * PICTURES);
    assertThat(played.about(SourceNotice.Kind.CLOCK_JUMP).stream().distinct()).hasSize(1);
  }

  @Test
  void theClockOfATransportStreamWrapsAroundWithoutAPause() throws IOException {
    // Given: 33 bits of 90 kHz are 95443.7 s
    Path file = at("95443.2");

    // When
    Played played = play(file);

    // Then
    assertSteady(played, PICTURES);
  }

  @Test
  void aStreamThatContinuesIsNotAJump() throws IOException {
    // When
    Played played = play(joined("steady.ts", "10", "11", "12"));

    // Then
    assertSteady(played, 3 * PICTURES);
    assertThat(played.about(SourceNotice.Kind.CLOCK_JUMP)).isEmpty();
  }

  @Test
  void aStoredPlaylistIsPlayedAcrossItsDiscontinuities() throws IOException {
    // Given
    Path list = directory.resolve("list.m3u8");
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n");
    for (String start : List.of("10", "50", "20")) {
      text.append("#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\n").append(at(start).getFileName());
      text.append('\n');
    }
    Files.writeString(list, text + "#EXT-X-ENDLIST\n");

    // When
    Played played = play(list);

    // Then
    assertSteady(played, 3 * PICTURES);
    assertThat(played.about(SourceNotice.Kind.CLOCK_JUMP)).isNotEmpty();
  }

  @Test
  void aRawStreamIsPlayedAtItsRate() throws IOException {
    // Given
    Path file = directory.resolve("raw.h264");
    FfmpegProgram.run("-i", second, "-c", "copy", "-f", "h264", file);

    // When, Then
    assertSteady(play(file), PICTURES);
  }

  @Test
  void aStreamWithoutTimestampsIsPlayedAtItsRateAndTheLogSaysSo() throws IOException {
    // Given ten pictures of raw H.264 with B-frames, which the libraries here cannot write
    Path file = directory.resolve("none.h264");
    try (InputStream in = ClockJumpIT.class.getResourceAsStream("/no-timestamps.h264")) {
      Files.write(file, in.readAllBytes());
    }

    // When
    Played played = play(file);

    // Then
    assertSteady(played, 10);
    assertThat(played.about(SourceNotice.Kind.NO_TIMESTAMPS))
        .singleElement()
        .extracting(SourceNotice::text)
        .isEqualTo("the stream has no timestamps; played at 25.00 frames a second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkv", "avi", "mp4"})
  void otherContainersThatHoldAJumpArePlayedWithoutAPause(String suffix) throws IOException {
    // Given timestamps that are copied as they are
    Path file = directory.resolve("jump." + suffix);
    FfmpegProgram.run(
        "-copyts",
        "-i",
        joined("for-copy.ts", "10", "50"),
        "-dts_delta_threshold",
        1e9,
        "-c",
        "copy",
        file);

    // When
    Played played = play(file);

    // Then
    assertThat(played.positions()).hasSize(2 * PICTURES);
    assertThat(played.positions().get(2 * PICTURES - 1)).isLessThan(2100);
  }

  @Test
  void aSlowFilmKeepsItsPace() throws IOException {
    // Given one picture every 20 seconds
    Path file = directory.resolve("slow.mp4");
    FfmpegProgram.run("-f", "lavfi", "-i", "testsrc=s=160x120:r=1/20:d=100", "-c:v", "mpeg4", file);

    // When
    Played played = play(file);

    // Then
    assertThat(played.positions()).hasSize(5);
    assertThat(played.positions().get(4) - played.positions().get(1)).isEqualTo(60_000);
  }
}
