package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.ImageHeader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link FrameSource} promises, for every kind of source. */
@Timeout(60)
abstract class FrameSourceKit {
  private static final SourceOptions OPTIONS =
      new SourceOptions(null, Duration.ofSeconds(15), Duration.ofSeconds(10));

  /** Where pictures of {@link Clip}'s size come from. */
  abstract String url() throws Exception;

  /** How many pictures there are before the end; -1 where there is no telling. */
  abstract int pictures();

  abstract boolean live();

  private FrameSource open(SourceOptions options) throws Exception {
    return new FrameSources().open(url(), options);
  }

  @Test
  void picturesComeWholeAndTheirPositionsGrow() throws Exception {
    try (FrameSource source = open(OPTIONS)) {
      assertThat(source.live()).isEqualTo(live());
      assertThat(source.description()).isNotBlank();
      Duration last = Duration.ofNanos(-1);
      for (int i = 0; i < 8; i++) {
        // When
        Shot shot = source.next();

        // Then
        assertThat(shot).isNotNull();
        assertThat(shot.width()).isEqualTo(Clip.WIDTH);
        assertThat(shot.height()).isEqualTo(Clip.HEIGHT);
        assertThat(shot.position()).isGreaterThan(last);
        last = shot.position();
        if (shot instanceof Shot.Jpeg jpeg) {
          assertThat(ImageHeader.read(jpeg.data()).width()).isEqualTo(Clip.WIDTH);
        } else {
          assertThat(brightness((Shot.Raw) shot)).isBetween(40.0, 220.0);
        }
      }
    }
  }

  private static double brightness(Shot.Raw shot) {
    long sum = 0;
    for (int i = 0; i < shot.width() * shot.height() * 3; i++) {
      sum += shot.pixels().bgr().get(i) & 0xFF;
    }
    return sum / (shot.width() * shot.height() * 3.0);
  }

  @Test
  void theEndIsTheEndAndNoPictureIsMissing() throws Exception {
    if (pictures() < 0) {
      return; // this kind has no end: the next test closes it
    }
    try (FrameSource source = open(OPTIONS)) {
      int count = 0;
      while (source.next() != null) {
        count++;
      }
      assertThat(count).isEqualTo(pictures());
      assertThat(source.next()).isNull();
    }
  }

  @Test
  void picturesAreScaledWhereASizeIsWanted() throws Exception {
    SourceOptions scaled =
        new SourceOptions(new FrameSize(64, 48), OPTIONS.openDeadline(), OPTIONS.readDeadline());
    try (FrameSource source = open(scaled)) {
      Shot shot = source.next();
      assertThat(shot).isInstanceOf(Shot.Raw.class);
      assertThat(shot.width()).isEqualTo(64);
      assertThat(shot.height()).isEqualTo(48);
    }
  }

  @Test
  void closingWhileAnotherThreadReadsEndsTheReading() throws Exception {
    // Given a thread that reads and reads
    FrameSource source = open(OPTIONS);
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (source.next() != null) {
                  first.complete(null);
                }
              } catch (SourceException e) {
                throw new IllegalStateException(e);
              }
            });
    first.get(20, TimeUnit.SECONDS);

    // When
    source.close();
    source.close();

    // Then
    reading.get(2, TimeUnit.SECONDS);
    assertThat(source.next()).isNull();
  }
}
