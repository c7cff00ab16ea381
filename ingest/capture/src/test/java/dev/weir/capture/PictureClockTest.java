package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureClockTest {
  @Test
  void timestampsCountFromTheFirst() {
    // Given
    PictureClock clock = new PictureClock(40_000);

    // When, Then
    assertThat(clock.at(5_000_000)).isZero();
    assertThat(clock.at(5_033_333)).isEqualTo(micros(33_333));
  }

  @Test
  void oneThatStandsStillOrGoesBackIsTakenForAStep() {
    // Given
    PictureClock clock = new PictureClock(40_000);

    // When
    List<Duration> positions = new ArrayList<>();
    for (long timestamp : new long[] {100, 50_100, 50_100, 20, 200_100}) {
      positions.add(clock.at(timestamp));
    }

    // Then
    assertThat(positions)
        .containsExactly(
            Duration.ZERO, micros(50_000), micros(90_000), micros(130_000), micros(200_000));
  }

  @Test
  void picturesWithoutATimestampAreAStepApartAndALateTimestampFollowsThem() {
    // Given
    PictureClock clock = new PictureClock(40_000);

    // When, Then
    assertThat(clock.untimed()).isZero();
    assertThat(clock.untimed()).isEqualTo(micros(40_000));
    assertThat(clock.at(9_000_000)).isEqualTo(micros(80_000));
    assertThat(clock.at(9_010_000)).isEqualTo(micros(90_000));
  }

  @Test
  void arrivalsInTheSameMicrosecondStillGrow() {
    // Given
    PictureClock clock = new PictureClock(1);
    Duration last = clock.arrived();

    for (int i = 0; i < 1000; i++) {
      // When
      Duration next = clock.arrived();

      // Then
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
