package dev.weir.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.counts.DropCause;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the batch scheduler")
class BatchSchedulerFreshnessTest extends SchedulerFixture {
  @Test
  void theNewestFrameReplacesOneThatWaitsToBeDecoded() {
    // Given
    FrameJob old = submitted("front", FreshnessPolicy.LATEST);
    FrameJob other = submitted("rear", FreshnessPolicy.LATEST);

    // When
    FrameJob newer = submitted("front", FreshnessPolicy.LATEST);

    // Then
    assertThat(outcome(old)).isEqualTo(new Outcome.Dropped(DropCause.SUPERSEDED));
    assertThat(outcome(other)).isNull();
    assertThat(List.of(decodeOne().job, decodeOne().job)).containsExactly(other, newer);
  }

  @Test
  void theNewestDecodedFrameReplacesOneThatWaitsForTheNetwork() {
    // Given
    FrameJob old = submitted("front", FreshnessPolicy.LATEST);
    decodeOne();
    FrameJob newer = submitted("front", FreshnessPolicy.LATEST);
    decodeOne();

    // When
    Batch batch = scheduler.pollToSegment();

    // Then
    assertThat(jobs(batch)).containsExactly(newer);
    assertThat(outcome(old)).isEqualTo(new Outcome.Dropped(DropCause.SUPERSEDED));
  }

  @Test
  void aSupersededFrameMakesRoomAtOnce() {
    // Given that one latest-only camera has taken all the room
    for (int i = 0; i < 6; i++) {
      submitted("front", FreshnessPolicy.LATEST);
      decodeOne();
    }

    // When, Then
    submitted("front", FreshnessPolicy.LATEST);
    assertThat(scheduler.pollToDecode()).isNotNull();
    assertThat(scheduler.underWay()).isEqualTo(2);
  }

  @Test
  void aDecodedFrameIsNotDroppedForOneThatIsNotDecoded() {
    // Given
    FrameJob old = submitted("front", FreshnessPolicy.LATEST);
    decodeOne();
    submitted("front", FreshnessPolicy.LATEST);

    // When, Then
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(old);
  }

  @Test
  void losslessCamerasLoseNothing() {
    // Given
    FrameJob first = submitted("front");
    FrameJob second = submitted("front");
    decodeOne();
    decodeOne();

    // When, Then
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(first, second);
  }

  @Test
  void aFrameThatIsTooOldIsNotEvenDecoded() {
    // Given
    FreshnessPolicy freshness = FreshnessPolicy.maxAge(Duration.ofMillis(200));
    FrameJob old = job("front", 8, freshness, Duration.ofMillis(201));
    FrameJob young = job("front", 8, freshness, Duration.ofMillis(200));

    // When
    scheduler.submit(old);
    scheduler.submit(young);

    // Then
    assertThat(scheduler.pollToDecode().job).isEqualTo(young);
    assertThat(outcome(old)).isEqualTo(new Outcome.Dropped(DropCause.TOO_OLD));
  }

  @Test
  void aFrameThatNobodyWantsAnyMoreTakesNoTime() {
    // Given
    FrameJob job = submitted("front");
    decodeOne();

    // When
    job.outcome().cancel(false);

    // Then
    assertThat(scheduler.pollToSegment()).isNull();
    assertThat(scheduler.underWay()).isZero();
  }
}
