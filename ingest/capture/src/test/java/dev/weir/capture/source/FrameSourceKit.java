package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.capture.FrameSources;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of {@link FrameSource}'s contract for every kind of source. */
@Timeout(60)
public abstract class FrameSourceKit {
  public static final SourceOptions OPTIONS =
      new SourceOptions(null, Duration.ofSeconds(10), Duration.ofSeconds(10));

  /** A source that delivers at least five pictures. */
  protected abstract String url();

  /** The total number of pictures; empty if the source is endless or may lose some. */
  protected abstract OptionalInt pictures();

  protected abstract boolean live();

  /** A source of this kind that can never be opened, such as a file that does not exist. */
  protected abstract String wrongUrl();

  /** A source of this kind that never answers; null if this kind has no server. */
  @Nullable
  protected String unreachableUrl() {
    return null;
  }

  /** A source of this kind that hangs; null if it cannot hang. */
  @Nullable
  protected Hanging hanging() throws IOException {
    return null;
  }

  /**
   * A source that can be made to hang.
   *
   * @param server is stopped at the end
   * @param hang makes the source hang, after the first picture
   */
  public record Hanging(String url, AutoCloseable server, Hang hang) {
    /** Makes a source hang. */
    public interface Hang {
      void now() throws IOException;
    }
  }

  protected FrameSource open() throws SourceException {
    return new FrameSources().open(url(), OPTIONS);
  }

  @Test
  void positionsStartAtZeroAndGrowStrictly() throws SourceException {
    // Given
    try (FrameSource source = open()) {
      Duration last = Duration.ofNanos(-1);

      // When
      for (int i = 0; i < 5; i++) {
        CapturedImage image = source.next();

        // Then
        assertThat(image).isNotNull();
        assertThat(image.position()).isGreaterThan(last);
        assertThat(image.width()).isGreaterThanOrEqualTo(16);
        assertThat(image.height()).isGreaterThanOrEqualTo(16);
        if (i == 0) {
          assertThat(image.position()).isZero();
        }
        last = image.position();
      }
    }
  }

  @Test
  void aStreamWithAnEndDeliversEveryPictureAndThenOnlyNull() throws SourceException {
    assumeTrue(pictures().isPresent(), "has no end");
    // Given
    try (FrameSource source = open()) {
      // When
      int count = 0;
      while (source.next() != null) {
        count++;
      }

      // Then
      assertThat(count).isEqualTo(pictures().getAsInt());
      assertThat(source.next()).isNull();
    }
  }

  @Test
  void closingEndsTheReadersLoopWithinASecond() throws Exception {
    // Given
    FrameSource source = open();
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Boolean> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                while (source.next() != null) {
                  reading.countDown();
                }
                return true;
              } catch (SourceException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();

    // When
    source.close();

    // Then
    assertThat(ended.get(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closingTwiceIsClosingOnceAndThereIsNothingToReadAfterwards() throws SourceException {
    // Given
    FrameSource source = open();
    assertThat(source.next()).isNotNull();

    // When
    source.close();

    // Then
    assertThatCode(source::close).doesNotThrowAnyException();
    assertThat(source.next()).isNull();
  }

  @Test
  void aSourceThatWasNotReadCloses() throws SourceException {
    // Given
    FrameSource source = open();

    // When
    source.close();

    // Then
    assertThat(source.next()).isNull();
  }

  @Test
  void aWrongUrlIsAPermanentErrorOfOneLineThatNamesIt() {
    assertThatThrownBy(() -> new FrameSources().open(wrongUrl(), OPTIONS))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isTrue())
        .message()
        .startsWith(wrongUrl() + ": ")
        .doesNotContain("\n");
  }

  @Test
  void anUnreachableSourceFailsAtTheOpenDeadlineAndMayBeRetried() {
    assumeTrue(unreachableUrl() != null, "nobody to reach");
    // Given
    SourceOptions brief = new SourceOptions(null, Duration.ofMillis(700), OPTIONS.readDeadline());

    // When
    long start = System.nanoTime();
    assertThatThrownBy(() -> new FrameSources().open(unreachableUrl(), brief))
        // Then
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isFalse());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void closingDuringAReadThatHangsEndsItWithinASecond() throws Exception {
    Hanging hanging = hanging();
    assumeTrue(hanging != null, "cannot hang");
    // Given
    try (AutoCloseable server = hanging.server()) {
      assertThat(server).isNotNull();
      FrameSource source = new FrameSources().open(hanging.url(), OPTIONS);
      assertThat(source.next()).isNotNull();
      hanging.hang().now();
      AtomicInteger pictures = new AtomicInteger();
      CompletableFuture<Boolean> ended =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  while (source.next() != null) {
                    pictures.incrementAndGet();
                  }
                  return true;
                } catch (SourceException e) {
                  throw new IllegalStateException(e);
                }
              });
      AtomicInteger before = new AtomicInteger(-1);
      Awaitility.await("no more pictures")
          .pollInterval(Duration.ofMillis(300))
          .until(() -> before.getAndSet(pictures.get()) == pictures.get());
      assertThat(ended).isNotDone();

      // When
      source.close();

      // Then
      assertThat(ended.get(1, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSourceTellsWhetherItIsLiveAndDescribesItself() throws SourceException {
    // Given
    try (FrameSource source = open()) {
      // Then
      assertThat(source.live()).isEqualTo(live());
      assertThat(source.description()).isNotBlank().doesNotContain("\n");
    }
  }
}
