package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.source.ShutdownSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LivePaceTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong(7_000_000_000L);
  private final ShutdownSignal shutdown = new ShutdownSignal();
  private Duration setForward = Duration.ZERO;

  /** A wall clock that advances with the other clock. */
  private final Clock wall =
      new Clock() {
        @Override
        public Instant instant() {
          return BEGIN.plusNanos(nanos.get() - 7_000_000_000L).plus(setForward);
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final LivePace pace = new LivePace(nanos::get, wall, shutdown);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void aBurstIsStampedByTheStreamsTime() throws InterruptedException {
    // Given
    assertThat(pace.await(Duration.ZERO, null)).isEqualTo(BEGIN);

    for (long i = 1; i <= 20; i++) {
      // When the reader is slightly late each time
      pass(Duration.ofMillis(i == 1 ? 47 : 40));

      // Then
      assertThat(pace.await(Duration.ofMillis(40 * i), null)).isEqualTo(BEGIN.plusMillis(40 * i));
    }
  }

  @Test
  void aStreamThatIsLateCatchesUpAtTwiceItsPaceAndKeepsItsStamps() throws InterruptedException {
    // Given the real clock, and a reader that is half a second late
    LivePace real = new LivePace(System::nanoTime, Clock.systemUTC(), shutdown);
    Instant first = real.await(Duration.ZERO, null);
    shutdown.await(Duration.ofMillis(500));
    long before = System.nanoTime();

    // When
    Instant stamp = first;
    for (long i = 1; i <= 10; i++) {
      stamp = real.await(Duration.ofMillis(40 * i), null);
    }

    // Then the first picture is taken at once, and the others follow 20 ms apart
    assertThat(System.nanoTime() - before).isGreaterThan(175_000_000L);
    assertThat(Duration.between(first, stamp)).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aStreamThatStalledIsAnchoredAgain() throws InterruptedException {
    // Given
    pace.await(Duration.ZERO, null);

    // When its next picture comes three seconds late
    pass(Duration.ofMillis(3040));

    // Then
    assertThat(pace.await(Duration.ofMillis(40), null)).isEqualTo(BEGIN.plusMillis(3040));
    pass(Duration.ofMillis(40));
    assertThat(pace.await(Duration.ofMillis(80), null)).isEqualTo(BEGIN.plusMillis(3080));
  }

  @Test
  void aClockThatIsSetIsFollowed() throws InterruptedException {
    // Given
    pace.await(Duration.ZERO, null);

    // When
    setForward = Duration.ofHours(1);
    pass(Duration.ofMillis(40));

    // Then
    assertThat(pace.await(Duration.ofMillis(40), null))
        .isEqualTo(BEGIN.plusMillis(40).plus(setForward));
  }

  @Test
  void theStreamsOwnTimeTakesPrecedence() throws InterruptedException {
    // Given
    Instant origin = Instant.parse("2026-03-01T11:59:48Z");

    // When, Then
    assertThat(pace.await(Duration.ZERO, origin)).isEqualTo(origin);
    pass(Duration.ofMillis(3040));
    assertThat(pace.await(Duration.ofMillis(40), origin)).isEqualTo(origin.plusMillis(40));
  }

  @Test
  void waitsUntilAPictureIsDue() throws InterruptedException {
    // Given the real clock
    LivePace real = new LivePace(System::nanoTime, Clock.systemUTC(), shutdown);
    Instant first = real.await(Duration.ZERO, null);
    long before = System.nanoTime();

    // When
    Instant second = real.await(Duration.ofMillis(60), null);

    // Then
    assertThat(System.nanoTime() - before).isGreaterThan(50_000_000L);
    assertThat(Duration.between(first, second)).isEqualTo(Duration.ofMillis(60));
  }

  @Test
  void closingEndsTheWait() throws InterruptedException {
    // Given a picture that is due in an hour
    pace.await(Duration.ZERO, null);

    // When
    shutdown.close();

    // Then
    assertThat(pace.await(Duration.ofHours(1), null)).isNull();
  }
}
