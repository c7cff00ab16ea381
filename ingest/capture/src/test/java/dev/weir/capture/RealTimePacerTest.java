package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.source.ShutdownSignal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RealTimePacerTest {
  private final AtomicLong clock = new AtomicLong(5_000_000_000L);

  @Test
  void aPictureThatIsDueOrLateIsTakenAtOnce() throws InterruptedException {
    // Given
    RealTimePacer pacer = new RealTimePacer(clock::get, new ShutdownSignal());
    assertThat(pacer.await(Duration.ZERO)).isTrue();

    // When 90 ms pass instead of 40 ms
    clock.addAndGet(90_000_000);

    // Then
    assertThat(pacer.await(Duration.ofMillis(40))).isTrue();
    assertThat(pacer.await(Duration.ofMillis(80))).isTrue();
  }

  @Test
  void closingEndsTheWait() throws InterruptedException {
    // Given a picture that is due in an hour
    ShutdownSignal shutdown = new ShutdownSignal();
    RealTimePacer pacer = new RealTimePacer(clock::get, shutdown);
    pacer.await(Duration.ZERO);

    // When
    shutdown.close();

    // Then
    assertThat(pacer.await(Duration.ofHours(1))).isFalse();
  }

  @Test
  void waitsUntilAPictureIsDue() throws InterruptedException {
    // Given the real clock
    RealTimePacer pacer = new RealTimePacer(System::nanoTime, new ShutdownSignal());
    pacer.await(Duration.ZERO);
    long before = System.nanoTime();

    // When
    pacer.await(Duration.ofMillis(60));

    // Then
    assertThat(System.nanoTime() - before).isGreaterThan(50_000_000L);
  }

  @Test
  void theBackoffDoublesUpToItsMostAndStartsAgain() {
    // Given the largest random factor, which means no jitter
    Backoff backoff = new Backoff(() -> 0.999999);

    // When, Then
    assertThat(backoff.next()).isBetween(Duration.ofMillis(240), Duration.ofMillis(250));
    assertThat(backoff.next()).isBetween(Duration.ofMillis(490), Duration.ofMillis(500));
    for (int i = 0; i < 10; i++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.MAX);
    }
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
  }

  @Test
  void theBackoffIsAtLeastHalfItsStep() {
    Backoff backoff = new Backoff(() -> 0);
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(125));
  }
}
