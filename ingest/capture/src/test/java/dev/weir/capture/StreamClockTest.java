package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamClockTest {
  @Test
  void positionsAreTimeSinceTheFirstStamp() {
    StreamClock clock = StreamClock.ofStream();
    assertThat(clock.at(9000, 1, 90000)).isEqualTo(Duration.ZERO);
    assertThat(clock.at(12600, 1, 90000)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void stampsThatStandStillOrJumpBackStillGrow() {
    // Given
    StreamClock clock = StreamClock.ofStream();
    Duration first = clock.at(100, 1, 1000);
    Duration second = clock.at(140, 1, 1000);

    // When
    Duration same = clock.at(140, 1, 1000);
    Duration back = clock.at(20, 1, 1000);

    // Then
    assertThat(second).isGreaterThan(first);
    assertThat(same).isGreaterThan(second);
    assertThat(back).isGreaterThan(same);
  }

  @Test
  void aMissingStampGoesOnByTheLastStep() {
    StreamClock clock = StreamClock.ofStream();
    clock.at(0, 1, 1000);
    clock.at(33, 1, 1000);
    assertThat(clock.unstamped()).isEqualTo(Duration.ofMillis(66));
  }

  @Test
  void aLiveSourceIsTimedByArrival() {
    AtomicLong nanos = new AtomicLong(7_000);
    StreamClock clock = StreamClock.ofArrival(nanos::get);
    assertThat(clock.at(999, 1, 1)).isEqualTo(Duration.ZERO);
    nanos.addAndGet(5_000_000);
    assertThat(clock.unstamped()).isEqualTo(Duration.ofMillis(5));
  }
}
