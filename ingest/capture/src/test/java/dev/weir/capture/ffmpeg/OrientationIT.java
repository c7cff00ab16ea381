package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FakeServer;
import dev.weir.capture.source.FfmpegProgram;
import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.Jpegs;
import dev.weir.capture.source.Rotation;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceNotice;
import dev.weir.capture.source.SourceOptions;
import dev.weir.image.Orientation;
import dev.weir.image.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are shown as the ffmpeg program shows them. */
class OrientationIT {
  private static final int WIDTH = 192;
  private static final int HEIGHT = 128;
  private static final SourceOptions OPTIONS =
      new SourceOptions(null, Duration.ofSeconds(10), Duration.ofSeconds(10));

  @TempDir static Path directory;
  private static Path upright;
  private static Path jpeg;

  @BeforeAll
  static void record() throws IOException {
    upright = directory.resolve("upright.mp4");
    jpeg = directory.resolve("upright.jpg");
    String test = "testsrc2=s=%dx%d:r=5:d=1,gblur=3".formatted(WIDTH, HEIGHT);
    FfmpegProgram.run("-f", "lavfi", "-i", test, "-c:v", "mpeg4", "-q:v", 2, upright);
    FfmpegProgram.run(
        "-f", "lavfi", "-i", test, "-frames:v", 1, "-pix_fmt", "yuvj444p", "-q:v", 2, jpeg);
  }

  private static Path turned(String degrees, boolean mirrored, String suffix) throws IOException {
    Path file = directory.resolve("turned-%s-%s.%s".formatted(degrees, mirrored, suffix));
    if (mirrored) {
      FfmpegProgram.run(
          "-display_rotation:v", degrees, "-display_hflip:v", "-i", upright, "-c", "copy", file);
    } else {
      FfmpegProgram.run("-display_rotation:v", degrees, "-i", upright, "-c", "copy", file);
    }
    return file;
  }

  /** The first picture as the ffmpeg program shows it. */
  private static ByteBuffer expected(Path file, Object... options) throws IOException {
    Path raw = directory.resolve(file.getFileName() + ".bgr");
    Object[] all = new Object[options.length + 9];
    System.arraycopy(options, 0, all, 0, options.length);
    Object[] rest = {"-i", file, "-frames:v", 1, "-f", "rawvideo", "-pix_fmt", "bgr24", raw};
    System.arraycopy(rest, 0, all, options.length, rest.length);
    FfmpegProgram.run(all);
    return ByteBuffer.wrap(Files.readAllBytes(raw));
  }

  private static void assertSame(CapturedImage image, ByteBuffer expected, double max)
      throws SourceException {
    Pixels pixels = ((CapturedImage.Raw) image).pixels();
    assertThat(pixels.width()).isEqualTo(image.width());
    assertThat(pixels.height()).isEqualTo(image.height());
    assertThat(pixels.bgr().limit()).isEqualTo(expected.limit());
    long sum = 0;
    for (int i = 0; i < expected.limit(); i++) {
      sum += Math.abs((pixels.bgr().get(i) & 0xFF) - (expected.get(i) & 0xFF));
    }
    assertThat((double) sum / expected.limit()).as("mean difference").isLessThan(max);
  }

  private static String notice(FrameSource source) {
    return source.notices().stream()
        .filter(n -> n.kind() == SourceNotice.Kind.ORIENTATION)
        .map(SourceNotice::text)
        .findFirst()
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, mp4, none",
    "0, true, mp4, mirrored left to right",
    "90, false, mp4, 270 degrees clockwise",
    "90, true, mov, 'mirrored left to right, then 90 degrees clockwise'",
    "180, false, mov, 180 degrees clockwise",
    "180, true, mp4, 'mirrored left to right, then 180 degrees clockwise'",
    "270, false, mov, 90 degrees clockwise",
    "270, true, mp4, 'mirrored left to right, then 270 degrees clockwise'",
    "-45, false, mp4, 45 degrees clockwise",
    "30, false, mp4, 330 degrees clockwise"
  })
  void aDisplayMatrixIsApplied(String degrees, boolean mirrored, String suffix, String said)
      throws IOException {
    // Given
    Path file = turned(degrees, mirrored, suffix);
    ByteBuffer expected = expected(file);

    // When
    try (FrameSource source = new FrameSources().open(file.toString(), OPTIONS)) {
      CapturedImage image = source.next();

      // Then
      boolean sideways = degrees.contains("90") || degrees.contains("270");
      assertThat(image.width()).isEqualTo(sideways ? HEIGHT : WIDTH);
      assertThat(image.height()).isEqualTo(sideways ? WIDTH : HEIGHT);
      assertSame(image, expected, 1);
      assertThat(notice(source)).startsWith(said);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anExifOrientationOfAPictureFileIsApplied(int exif) throws IOException {
    // Given
    Path file = directory.resolve("exif-%d.jpg".formatted(exif));
    Files.write(file, Jpegs.withOrientation(Files.readAllBytes(jpeg), exif));
    ByteBuffer expected = expected(file);

    // When
    try (FrameSource source = new FrameSources().open(file.toString(), OPTIONS)) {
      CapturedImage image = source.next();

      // Then
      assertThat(image.width()).isEqualTo(exif > 4 ? HEIGHT : WIDTH);
      assertSame(image, expected, 1);
      assertThat(notice(source))
          .startsWith(exif == 1 ? "none" : Orientation.ofExif(exif).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anExifOrientationOfACamerasPicturesIsApplied(int exif) throws IOException {
    // Given
    byte[] tagged = Jpegs.withOrientation(Files.readAllBytes(jpeg), exif);
    Path file = Files.write(directory.resolve("part-%d.jpg".formatted(exif)), tagged);
    ByteBuffer expected = expected(file);

    try (FakeServer camera =
        FakeServer.answering(
            (out, request) -> {
              out.write(Jpegs.ascii(Jpegs.HEAD));
              for (int i = 0; i < 5; i++) {
                out.write(Jpegs.part(tagged, true));
              }
            })) {
      String url = "http://127.0.0.1:%d/".formatted(camera.port());

      // When
      try (FrameSource source = new FrameSources().open(url, OPTIONS)) {
        CapturedImage image = source.next();

        // Then
        assertThat(notice(source))
            .startsWith(exif == 1 ? "none" : Orientation.ofExif(exif).toString());
        if (exif == 1) {
          assertThat(((CapturedImage.Jpeg) image).data()).isEqualTo(tagged);
        } else {
          assertThat(image.width()).isEqualTo(exif > 4 ? HEIGHT : WIDTH);
          assertSame(image, expected, 1);
        }
      }

      // When it is scaled, and therefore decoded by FFmpeg
      FrameSize half = new FrameSize(WIDTH / 2, HEIGHT / 2);
      try (FrameSource source = new FrameSources().open(url, OPTIONS.withSize(half))) {
        CapturedImage image = source.next();

        // Then
        assertThat(image.width()).isEqualTo(WIDTH / 2);
        assertThat(image.height()).isEqualTo(HEIGHT / 2);
        assertThat(notice(source))
            .startsWith(exif == 1 ? "none" : Orientation.ofExif(exif).toString());
      }
    }
  }

  @Test
  void aJpegThatIsToStayAsStoredIsPassedOnWithItsTagReset() throws IOException {
    // Given
    byte[] tagged = Jpegs.withOrientation(Files.readAllBytes(jpeg), 6);
    byte[] reset = Jpegs.withOrientation(Files.readAllBytes(jpeg), 1);
    try (FakeServer camera =
            FakeServer.answering(
                (out, request) -> {
                  out.write(Jpegs.ascii(Jpegs.HEAD));
                  out.write(Jpegs.part(tagged, true));
                });
        FrameSource source =
            new FrameSources()
                .open(
                    "http://127.0.0.1:%d/".formatted(camera.port()),
                    OPTIONS.withRotation(Rotation.NONE))) {
      // When
      CapturedImage image = source.next();

      // Then
      assertThat(((CapturedImage.Jpeg) image).data()).isEqualTo(reset);
      assertThat(image.width()).isEqualTo(WIDTH);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Rotation.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void aRotationOfTheUsersReplacesTheMatrix(Rotation rotation) throws IOException {
    // Given
    Path file = turned("270", false, "mp4");
    String filter =
        switch (rotation) {
          case CLOCKWISE_90 -> "transpose=clock";
          case HALF_TURN -> "hflip,vflip";
          case CLOCKWISE_270 -> "transpose=cclock";
          default -> "null";
        };
    Path raw = directory.resolve("override.bgr");
    FfmpegProgram.run(
        "-noautorotate",
        "-i",
        file,
        "-vf",
        filter,
        "-frames:v",
        1,
        "-f",
        "rawvideo",
        "-pix_fmt",
        "bgr24",
        raw);

    // When
    try (FrameSource source =
        new FrameSources().open(file.toString(), OPTIONS.withRotation(rotation))) {
      CapturedImage image = source.next();

      // Then
      assertSame(image, ByteBuffer.wrap(Files.readAllBytes(raw)), 1);
    }
  }

  @Test
  void aSizeIsThatOfTheTurnedPicture() throws IOException {
    // Given
    Path file = turned("270", true, "mp4");
    SourceOptions small = OPTIONS.withSize(new FrameSize(64, 96));
    Path raw = directory.resolve("small.bgr");
    String scale = "scale=64:96:flags=area";
    FfmpegProgram.run(
        "-i", file, "-vf", scale, "-frames:v", 1, "-f", "rawvideo", "-pix_fmt", "bgr24", raw);

    // When
    try (FrameSource source = new FrameSources().open(file.toString(), small)) {
      CapturedImage image = source.next();

      // Then
      assertThat(image.width()).isEqualTo(64);
      assertThat(image.height()).isEqualTo(96);
      assertSame(image, ByteBuffer.wrap(Files.readAllBytes(raw)), 1);
    }
  }

  @ParameterizedTest
  @CsvSource({", 320, 240", "100x80, 100, 80"})
  void aDriveIsTurnedToo(String size, int width, int height) throws SourceException {
    // Given
    SourceOptions sized = size == null ? OPTIONS : OPTIONS.withSize(FrameSize.parse(size));
    String url = "synthetic:street?seed=3&size=240x320&frames=1";

    // When
    try (FrameSource stored =
            new FrameSources().open(url, sized.withSize(FrameSize.parse(height + "x" + width)));
        FrameSource turned =
            new FrameSources().open(url, sized.withRotation(Rotation.CLOCKWISE_90))) {
      Pixels before = ((CapturedImage.Raw) stored.next()).pixels();
      CapturedImage.Raw shot = (CapturedImage.Raw) turned.next();

      // Then
      assertThat(shot.width()).isEqualTo(width);
      assertThat(shot.height()).isEqualTo(height);
      assertThat(shot.pixels().bgr()).isEqualTo(Orientation.CLOCKWISE_90.apply(before, null).bgr());
      assertThat(notice(turned)).startsWith("90 degrees clockwise, set by --rotate");
    }
  }
}
