package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(() -> 0.999999);

  @Test
  void anUnreachableCameraIsRetriedAtLeastEveryFourSeconds() {
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.MAX);
    }
    assertThat(backoff.next()).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void aRefusedUserIsRetriedSoonAndThenLessOften() {
    // When
    Duration first = backoff.nextAfterRefusal();
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.nextAfterRefusal()).isLessThanOrEqualTo(Backoff.MAX_REFUSED);
    }

    // Then
    assertThat(first).isLessThan(Duration.ofSeconds(1));
    assertThat(backoff.nextAfterRefusal()).isGreaterThan(Duration.ofSeconds(50));
    assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.MAX);
  }
}
