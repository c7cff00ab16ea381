package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonotonicTimestampsTest {
  private static final Duration LONGEST_GAP = Duration.ofSeconds(2);
  private static final long WRAP = (1L << 33) * 1_000_000 / 90_000; // of an MPEG clock

  private final MonotonicTimestamps clock = MonotonicTimestamps.ofStream(40_000, LONGEST_GAP);

  /** Returns positions in milliseconds for timestamps in milliseconds. */
  private List<Long> positions(long... timestamps) {
    List<Long> positions = new ArrayList<>();
    for (long timestamp : timestamps) {
      positions.add(clock.at(timestamp * 1000).toMillis());
    }
    return positions;
  }

  @Test
  void timestampsCountFromTheFirst() {
    assertThat(clock.at(5_000_000)).isZero();
    assertThat(clock.at(5_033_333)).isEqualTo(micros(33_333));
    assertThat(clock.jump()).isNull();
  }

  @Test
  void aTimestampThatRepeatsOrGoesBackALittleCountsAsOneStep() {
    assertThat(positions(0, 50, 50, 20, 200)).containsExactly(0L, 50L, 100L, 150L, 200L);
    assertThat(clock.jump()).isNull();
  }

  @Test
  void picturesWithoutATimestampAreAStepApartAndALateTimestampFollowsThem() {
    assertThat(clock.untimed()).isZero();
    assertThat(clock.untimed()).isEqualTo(micros(40_000));
    assertThat(clock.at(9_000_000)).isEqualTo(micros(80_000));
    assertThat(clock.at(9_010_000)).isEqualTo(micros(90_000));
  }

  @Test
  void timestampsThatAreMissingForLongAreNoJump() {
    // Given a timestamp on every hundredth picture
    assertThat(clock.at(0)).isZero();
    for (int i = 1; i < 100; i++) {
      clock.untimed();
    }

    // When, Then
    assertThat(clock.at(4_000_000)).isEqualTo(Duration.ofSeconds(4));
    assertThat(clock.jump()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "40000, ahead by 40.00 s",
    "95443000, ahead by 95443.00 s", // 26.5 hours
    "2500, ahead by 2.50 s",
    "-5000, back by 5.00 s",
    "-95443000, back by 95443.00 s"
  })
  void aJumpCountsAsOneStepAndIsReported(long by, String said) {
    // Given
    assertThat(positions(0, 40, 80)).containsExactly(0L, 40L, 80L);

    // When
    List<Long> after = positions(80 + by, 120 + by, 160 + by);

    // Then
    assertThat(after).containsExactly(120L, 160L, 200L);
    assertThat(clock.jump())
        .isEqualTo(
            "the timestamps jumped %s after 0.08 s; played on without a pause".formatted(said));
  }

  @Test
  void theClockOfATransportStreamWrapsAround() {
    // Given timestamps just before the wrap
    assertThat(clock.at(WRAP - 80_000)).isZero();
    assertThat(clock.at(WRAP - 40_000)).isEqualTo(micros(40_000));

    // When
    Duration after = clock.at(0);

    // Then
    assertThat(after).isEqualTo(micros(80_000));
    assertThat(clock.at(40_000)).isEqualTo(micros(120_000));
  }

  @Test
  void everyJumpIsSkippedAndTheFirstIsReported() {
    // Given a clip of three pictures that is repeated with timestamps an hour later each time
    List<Long> positions = new ArrayList<>();

    // When
    for (long hour = 0; hour < 5; hour++) {
      positions.addAll(positions(hour * 3_600_000, hour * 3_600_000 + 40, hour * 3_600_000 + 80));
    }

    // Then
    assertThat(positions).hasSize(15).isSorted().endsWith(14 * 40L);
    assertThat(clock.jump()).contains("ahead by 3599").contains("after 0.08 s");
  }

  @Test
  void aShortPauseIsAPause() {
    assertThat(positions(0, 40, 1540, 1580)).containsExactly(0L, 40L, 1540L, 1580L);
    assertThat(clock.jump()).isNull();
  }

  @Test
  void aSlowStreamKeepsItsPace() {
    // Given one picture per minute, without a frame rate in the header
    List<Long> positions = positions(0, 60_000, 120_000, 180_000, 240_000);

    // Then all pauses but the first are kept
    assertThat(positions).containsExactly(0L, 40L, 60_040L, 120_040L, 180_040L);
  }

  @Test
  void aPauseIsNoJumpWhereTheHeaderSaysThatPicturesAreFarApart() {
    // Given one picture per second
    MonotonicTimestamps slow = MonotonicTimestamps.ofStream(1_000_000, LONGEST_GAP);
    slow.at(0);

    // When one of them is eight seconds late
    assertThat(slow.at(9_000_000)).isEqualTo(Duration.ofSeconds(9));

    // Then
    assertThat(slow.jump()).isNull();
  }

  @Test
  void aHeaderThatTheJumpItselfHasSpoiltIsNotBelieved() {
    // Given a frame rate that was computed from a duration that includes the jump
    MonotonicTimestamps spoilt = MonotonicTimestamps.ofStream(1_900_000_000, LONGEST_GAP);
    spoilt.at(0);
    spoilt.at(40_000);

    // When, Then
    assertThat(spoilt.at(95_443_000_000L)).isEqualTo(micros(80_000));
  }

  @Test
  void timestampsThatStayBehindAreFollowedAfterThree() {
    // Given a stream that goes back slightly, which may be a change of order
    assertThat(positions(0, 40, 80)).containsExactly(0L, 40L, 80L);

    // When it continues from there at another rate
    List<Long> after = positions(0, 10, 20, 30, 40);

    // Then
    assertThat(after).containsExactly(120L, 160L, 200L, 210L, 220L);
    assertThat(clock.jump()).isNull();
  }

  @Test
  void arrivalsInTheSameMicrosecondStillGrow() {
    // Given
    MonotonicTimestamps arrivals = MonotonicTimestamps.ofArrivals();
    Duration last = arrivals.arrived();

    for (int i = 0; i < 1000; i++) {
      // When
      Duration next = arrivals.arrived();

      // Then
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Test
  void aCameraThatWasSilentForLongHasNotJumped() {
    // Given
    MonotonicTimestamps arrivals = MonotonicTimestamps.ofArrivals();
    arrivals.at(1_000_000);

    // When, Then
    assertThat(arrivals.at(601_000_000)).isEqualTo(Duration.ofMinutes(10));
    assertThat(arrivals.jump()).isNull();
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
