package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.capture.FrameSources;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.Clips;
import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.HwAccel;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FileSourceIT extends FrameSourceKit {
  @TempDir static Path directory;
  private static Path clip;

  @BeforeAll
  static void record() throws IOException {
    clip = Clips.mp4(directory);
  }

  @Override
  protected String url() {
    return clip.toString();
  }

  @Override
  protected OptionalInt pictures() {
    return OptionalInt.of(30);
  }

  @Override
  protected boolean live() {
    return false;
  }

  @Override
  protected String wrongUrl() {
    return "nosuch.mp4";
  }

  @Test
  void picturesComeInTheirOrderAtTheFilesTimes() throws SourceException {
    // Given
    try (FrameSource source = open()) {
      int last = -1;
      for (int i = 0; i < 30; i++) {
        // When
        CapturedImage image = source.next();

        // Then
        assertThat(Clips.brightness(image)).isGreaterThan(last);
        assertThat(image.position()).isEqualTo(Duration.ofMillis(100L * i));
        last = Clips.brightness(image);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"160x120", "641x479", "17x31", "800x600", "320x100"})
  void aWantedSizeIsScaledToUpToTheLastColumn(String size) throws SourceException {
    // Given
    FrameSize wanted = FrameSize.parse(size);
    SourceOptions scaled =
        new SourceOptions(wanted, OPTIONS.openDeadline(), OPTIONS.readDeadline());

    // When
    try (FrameSource source = new FrameSources().open(url(), scaled)) {
      for (int i = 0; i < 20; i++) {
        source.next();
      }
      CapturedImage.Raw shot = (CapturedImage.Raw) source.next();

      // Then each corner and channel is as gray as the middle
      assertThat(shot.width()).isEqualTo(wanted.width());
      assertThat(shot.height()).isEqualTo(wanted.height());
      int right = (wanted.width() - 1) * 3;
      int bottom = (wanted.height() - 1) * wanted.width() * 3;
      for (int at : new int[] {0, right, bottom, bottom + right, bottom + right + 2}) {
        assertThat(shot.pixels().bgr().get(at) & 0xFF)
            .isBetween(Clips.brightness(shot) - 3, Clips.brightness(shot) + 3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HwAccel.class)
  void aDeviceThatIsNotThereIsReplacedByTheProcessorAndTheLogSaysWhyOnce(HwAccel wanted)
      throws SourceException {
    assumeTrue(
        !Files.exists(Path.of("/dev/nvidiactl")) && !Files.exists(Path.of("/dev/dri")),
        "this machine has a GPU");
    // Given
    Logger log = (Logger) LoggerFactory.getLogger(FfmpegHardware.class);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    log.addAppender(said);
    try (FrameSource source =
        new FrameSources().open(url(), OPTIONS.withHwaccel(wanted).withDecodeThreads(1))) {
      // When
      int last = -1;
      for (int i = 0; i < 30; i++) {
        CapturedImage image = source.next();
        assertThat(Clips.brightness(image)).isGreaterThan(last);
        last = Clips.brightness(image);
      }
    } finally {
      log.detachAppender(said);
    }

    // Then
    if (wanted == HwAccel.NONE) {
      assertThat(said.list).isEmpty();
    } else {
      assertThat(said.list)
          .singleElement()
          .extracting(ILoggingEvent::getFormattedMessage)
          .asString()
          .startsWith("source=" + url() + " decoder=processor reason=\"")
          .contains(wanted == HwAccel.AUTO ? "cuda" : wanted.name().toLowerCase(Locale.ROOT))
          .doesNotContain("\n");
    }
  }

  @Test
  void pixelsAreNotToBeHadFromASourceThatWasClosed() throws SourceException {
    // Given
    FrameSource source = open();
    CapturedImage.Raw shot = (CapturedImage.Raw) source.next();

    // When
    source.close();

    // Then
    assertThatThrownBy(shot::pixels)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void theDriveHasEveryOneOfItsPictures() throws SourceException {
    // Given
    Path drive =
        Path.of(System.getProperty("weir.data", "../../../shared"))
            .resolve("data/drive/solidWhiteRight.mp4");
    assumeTrue(Files.exists(drive), drive + " is not there");

    // When
    try (FrameSource source = new FrameSources().open(drive.toString(), OPTIONS)) {
      int count = 0;
      for (CapturedImage image = source.next(); image != null; image = source.next()) {
        count++;
      }

      // Then
      assertThat(count).isEqualTo(221);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.mp4", "notes.txt", "empty.mp4"})
  void aFileThatIsNoVideoIsAPermanentError(String name) throws IOException {
    // Given
    Path file = directory.resolve(name);
    Files.writeString(file, name.startsWith("empty") ? "" : "buy milk\n".repeat(1000));

    // When, Then
    assertThatThrownBy(() -> new FrameSources().open(file.toString(), OPTIONS))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isTrue())
        .hasMessageStartingWith(file + " is not a video that FFmpeg can read");
  }

  @Test
  void aDamagedFileGivesThePicturesThatCanBeDecoded() throws IOException {
    // Given noise in the middle of the picture data
    byte[] bytes = Files.readAllBytes(clip);
    for (int i = 0; i < 500; i++) {
      bytes[bytes.length / 3 + i] = (byte) (i * 31);
    }
    Path damaged = Files.write(directory.resolve("damaged.mp4"), bytes);

    // When
    int count = 0;
    try (FrameSource source = new FrameSources().open(damaged.toString(), OPTIONS)) {
      while (source.next() != null) {
        count++;
      }
    }

    // Then
    assertThat(count).isBetween(15, 30);
  }

  @Test
  void moreSourcesThanJavaCppHasCallbacksAreOpenAtOnce() throws SourceException {
    // Given
    List<FrameSource> sources = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      sources.add(open());
    }

    // When, Then
    for (FrameSource source : sources) {
      assertThat(source.next()).isNotNull();
      source.close();
    }
  }
}
