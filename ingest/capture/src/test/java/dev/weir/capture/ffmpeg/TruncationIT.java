package dev.weir.capture.ffmpeg;

import static dev.weir.capture.source.Videos.PICTURES;
import static dev.weir.capture.source.Videos.cut;
import static dev.weir.capture.source.Videos.zeroed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.Videos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Truncated files, and files that only look truncated. */
class TruncationIT {
  private static final String LONGER_SOUND = PICTURES + "-f lavfi -i sine=d=12 ";

  @TempDir private Path directory;

  @BeforeAll
  static void requireFfmpeg() throws IOException {
    Videos.requireFfmpeg();
  }

  private Path video(String name, String options) throws IOException {
    return Videos.write(directory.resolve(name), options);
  }

  private static int read(Path file) throws SourceException {
    return Videos.read(file.toString());
  }

  private static void assertBreaksOff(Path file) throws SourceException {
    Videos.assertBreaksOff(file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "first.mp4, -c:v mpeg4 -movflags +faststart",
    "b.mp4, -c:v mpeg4 -bf 2 -movflags +faststart",
    "first.mov, -c:v mjpeg -movflags +faststart",
    "a.mkv, -c:v mpeg4",
    "a.webm, -c:v vp8 -b:v 300k",
    "a.avi, -c:v mpeg4",
    "a.flv, -c:v flv1",
    "recorded.flv, -c:v flv1 -flvflags no_duration_filesize",
    "recorded.mkv, -c:v mpeg4 -live 1",
    "a.asf, -c:v mpeg4",
    "a.wmv, -c:v wmv2",
    "a.ogv, -c:v libtheora"
  })
  void aFileWithoutItsEndIsAnErrorAfterThePicturesThatAreThere(String name, String options)
      throws IOException {
    for (double share : new double[] {0.5, 0.8}) {
      assertBreaksOff(cut(video(name, PICTURES + options), share));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "first.mp4, -c:v mpeg4 -movflags +faststart",
    "b.mp4, -c:v mpeg4 -bf 2 -movflags +faststart",
    "first.mov, -c:v mjpeg -movflags +faststart",
    "a.avi, -c:v mpeg4"
  })
  void aFileWhoseEndIsFilledWithZerosIsAnError(String name, String options) throws IOException {
    for (double share : new double[] {0.5, 0.8}) {
      assertBreaksOff(zeroed(video(name, PICTURES + options), share));
    }
  }

  @Test
  void aBlackUncompressedVideoIsNoError() throws IOException {
    Path file =
        video("raw.avi", "-f lavfi -i color=black:s=64x48:r=10:d=2 -c:v rawvideo -pix_fmt bgr24 ");

    assertThat(read(file)).isEqualTo(20);
  }

  @Test
  void aFileWhoseIndexWasAtItsMissingEndCannotBeReadAndTheErrorSaysWhy() throws IOException {
    // Given
    Path file = cut(video("last.mp4", PICTURES + "-c:v mpeg4"), 0.7);

    // When, Then
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isTrue())
        .hasMessageContaining("is not a video that FFmpeg can read")
        .hasMessageContaining("the file breaks off: its last box, 'mdat', is");
  }

  @Test
  void aRecordingThatWasNotFinishedIsAnErrorIfItsLastUnitIsCut() throws IOException {
    // Given an AVI whose recorder could not go back to write the length
    Path file = video("pipe.avi", PICTURES + "-c:v mjpeg -seekable 0");

    // When, Then
    assertBreaksOff(cut(file, 0.5));
  }

  @Test
  void aFragmentWhoseHeaderIsCutIsAnErrorToo() throws IOException {
    // Given
    Path file = video("f.mp4", PICTURES + "-c:v mpeg4 -g 5 -movflags +frag_keyframe+empty_moov");
    byte[] bytes = Files.readAllBytes(file);
    int moof = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("moof");

    // When, Then
    Files.write(file, Arrays.copyOf(bytes, moof + 40));
    assertThatThrownBy(() -> read(file)).hasMessageContaining("breaks off: its last box, 'moof'");
  }

  @Test
  void aFragmentWhosePicturesAreCutIsAnErrorAfterThoseThatAreThere() throws IOException {
    // Given
    Path file = video("f.mp4", PICTURES + "-c:v mpeg4 -g 5 -movflags +frag_keyframe+empty_moov");
    byte[] bytes = Files.readAllBytes(file);
    int moof = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("moof", bytes.length / 2);

    // When, Then
    assertBreaksOff(Files.write(file, Arrays.copyOf(bytes, moof + 1000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ts", "a.m2ts", "a.mpg", "a.vob"})
  void aStreamOfPacketsThatEndsWithinOneIsAnError(String name) throws IOException {
    // Given
    Path file = video(name, PICTURES + "-c:v mpeg2video");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2 / 192 / 188 * 192 * 188 + 100));

    // When, Then
    assertBreaksOff(file);
  }

  @Test
  void aFileThatLacksItsLastPicturesOnlyIsAnError() throws IOException {
    // Given
    Path file = video("a.mp4", PICTURES + "-c:v mjpeg -movflags +faststart");
    byte[] bytes = Files.readAllBytes(file);

    // When, Then
    assertBreaksOff(Files.write(file, Arrays.copyOf(bytes, bytes.length - 100)));
  }

  @ParameterizedTest
  @CsvSource({
    "last.mp4, -c:v mpeg4",
    "first.mp4, -c:v mpeg4 -movflags +faststart",
    "b.mp4, -c:v mpeg4 -bf 2",
    "fragments.mp4, -c:v mpeg4 -g 5 -movflags +frag_keyframe+empty_moov",
    "dash.mp4, -c:v mpeg4 -g 5 -movflags +dash+global_sidx",
    "a.mov, -c:v mjpeg",
    "a.mkv, -c:v mpeg4 -bf 2",
    "live.mkv, -c:v mpeg4 -live 1",
    "a.webm, -c:v vp8 -b:v 300k",
    "a.avi, -c:v mpeg4 -bf 2",
    "a.ts, -c:v mpeg2video",
    "a.m2ts, -c:v mpeg2video",
    "a.mpg, -c:v mpeg2video",
    "a.flv, -c:v flv1",
    "a.asf, -c:v mpeg4",
    "a.nut, -c:v mpeg4",
    "a.mjpeg, -c:v mjpeg",
    "a.m4v, -c:v mpeg4 -f m4v",
    "a.y4m, -pix_fmt yuv420p -strict -1",
    "a.gif, -c:v gif",
    "list.m3u8, -c:v mpeg2video -f hls -hls_time 1 -hls_list_size 0"
  })
  void aWholeFileIsNoError(String name, String options) throws IOException {
    assertThat(read(video(name, PICTURES + options))).isBetween(59, 61);
  }

  @ParameterizedTest
  @CsvSource({"avi, mjpeg", "matroska, mjpeg", "flv, flv1"})
  void aWholeFileThatWasWrittenIntoAPipeIsNoError(String format, String codec) throws IOException {
    // Given a header whose lengths were never filled in
    Path file = video("pipe", PICTURES + "-c:v " + codec + " -f " + format + " -seekable 0");

    // When, Then
    assertThat(read(file)).isBetween(59, 61);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.mov", "a.avi", "a.flv", "a.asf", "a.ts"})
  void soundThatEndsLaterIsNoError(String name) throws IOException {
    String video = name.endsWith("flv") ? "flv1" : "mpeg4";
    String sound = name.endsWith("asf") ? "wmav2" : name.endsWith("flv") ? "pcm_s16le" : "aac";
    String options = "-c:v %s -c:a %s -strict -2 -ar 44100".formatted(video, sound);

    assertThat(read(video(name, LONGER_SOUND + options))).isBetween(59, 61);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mov", "a.mkv", "a.avi"})
  void aPartThatWasCutOutProperlyIsNoError(String name) throws IOException {
    // Given an edit list if the container supports it: the copy begins at an earlier keyframe
    Path whole = video("whole.mp4", PICTURES + "-c:v mpeg4 -g 20");

    // When
    Path part = video(name, "-ss 1.55 -t 2.5 -i " + whole + " -c copy");

    // Then
    assertThat(read(part)).isBetween(20, 45);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.mov", "a.flv"})
  void aVariableFrameRateWithALongPauseIsNoError(String name) throws IOException {
    // Given ten pictures, a pause of twenty seconds, and one more
    String pause = "-vf setpts=(N*0.1+20*gt(N\\,9))/TB -frames:v 11 -fps_mode vfr";
    Path file =
        video(name, PICTURES + pause + " -c:v " + (name.endsWith("flv") ? "flv1" : "mpeg4"));

    // When, Then
    assertThat(read(file)).isBetween(10, 11);
  }

  @Test
  void bytesThatTrailAreNoError() throws IOException {
    for (String name : new String[] {"a.mp4", "a.mkv", "a.avi"}) {
      Path file = video(name, PICTURES + "-c:v mpeg4");
      Files.write(file, new byte[3000], StandardOpenOption.APPEND);

      assertThat(read(file)).isEqualTo(60);
    }
  }

  @Test
  void aFileThatIsNotReadToItsEndIsNotChecked() throws IOException {
    // Given
    Path file = cut(video("a.mp4", PICTURES + "-c:v mpeg4 -movflags +faststart"), 0.8);

    // When
    try (FrameSource source = new FrameSources().open(file.toString(), FrameSourceKit.OPTIONS)) {
      for (int i = 0; i < 20; i++) {
        assertThat(source.next()).isNotNull();
      }
    }

    // Then it closes without an error
    assertThatThrownBy(() -> read(file)).hasMessageContaining("breaks off");
  }
}
