package dev.weir.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.counts.DropCause;
import dev.weir.stream.pipeline.Batch.Slot;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the batch scheduler")
class BatchSchedulerTest extends SchedulerFixture {
  @Test
  void aFrameRunsAtOnceIfNothingElseRuns() {
    FrameJob job = submitted("front");
    decodeOne();

    assertThat(jobs(scheduler.pollToSegment())).containsExactly(job);
  }

  @Test
  void aFrameWaitsForAnotherWhileSomethingRunsAndThenRunsAlone() {
    // Given
    somethingRuns();
    FrameJob job = submitted("front");
    decodeOne();
    assertThat(scheduler.pollToSegment()).isNull();

    // When
    nanos.addAndGet(WAIT.toNanos());

    // Then
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(job);
  }

  @Test
  void aFullBatchRunsAtOnceWithFramesOfSeveralCamerasInOrder() {
    // Given
    somethingRuns();
    FrameJob first = submitted("front");
    FrameJob second = submitted("rear");
    decodeOne();
    decodeOne();

    // When, Then
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(first, second);
  }

  @Test
  void aBatchRunsWhenTheLastInferenceIsOver() {
    // Given
    Batch running = somethingRuns();
    FrameJob job = submitted("front");
    decodeOne();

    // When
    scheduler.segmented(running);

    // Then
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(job);
  }

  @Test
  void aBatchDoesNotRunWhileOneOfItsFramesIsStillDecoded() {
    // Given
    submitted("front");
    submitted("rear");
    decodeOne();
    Slot late = scheduler.pollToDecode();

    // When, Then
    assertThat(scheduler.pollToSegment()).isNull();
    scheduler.decoded(late);
    assertThat(scheduler.pollToSegment().slots()).hasSize(2);
  }

  @Test
  void framesOfAnotherSizeGoIntoAnotherBatch() {
    // Given
    FrameJob small = submitted("front");
    FrameJob large = job("rear", 16, FreshnessPolicy.LOSSLESS, Duration.ZERO);
    scheduler.submit(large);
    decodeOne();
    decodeOne();

    // When, Then
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(small);
    nanos.addAndGet(WAIT.toNanos());
    Batch second = scheduler.pollToSegment();
    assertThat(jobs(second)).containsExactly(large);
    assertThat(second.width()).isEqualTo(16);
  }

  @Test
  void aFrameThatCannotBeDecodedLeavesNoGap() {
    // Given
    submitted("front");
    FrameJob good = submitted("rear");
    Slot bad = scheduler.pollToDecode();
    Slot fine = scheduler.pollToDecode();
    fine.pixels().bgr().put(0, (byte) 42);
    scheduler.decoded(fine);

    // When
    Outcome broken = new Outcome.Dropped(DropCause.TOO_OLD);
    scheduler.undecodable(bad, broken);
    Batch batch = scheduler.pollToSegment();

    // Then
    assertThat(bad.job.outcome()).isCompletedWithValue(broken);
    assertThat(jobs(batch)).containsExactly(good);
    assertThat(batch.frames().get(0)).isEqualTo((byte) 42);
  }

  @Test
  void aBatchOfNothingButBrokenFramesIsFreeAgain() {
    // Given
    BatchScheduler one = scheduler(1, 1);
    for (int i = 0; i < 3; i++) {
      one.submit(job("front", 8, FreshnessPolicy.LOSSLESS, Duration.ZERO));
      one.undecodable(one.pollToDecode(), new Outcome.Dropped(DropCause.TOO_OLD));
    }

    // When
    one.submit(job("front", 8, FreshnessPolicy.LOSSLESS, Duration.ZERO));

    // Then
    assertThat(one.pollToDecode()).isNotNull();
  }

  @Test
  void batchesAreLimitedAndReused() {
    // Given as many frames as fit
    for (int i = 0; i < 7; i++) {
      submitted("front");
    }
    for (int i = 0; i < 6; i++) {
      decodeOne();
    }
    assertThat(scheduler.pollToDecode()).isNull();

    // When
    Batch batch = scheduler.pollToSegment();
    scheduler.segmented(batch);
    for (Slot slot : List.copyOf(batch.slots())) {
      assertThat(scheduler.pollToDecode()).isNull();
      scheduler.finished(slot, new Outcome.Dropped(DropCause.TOO_OLD));
    }

    // Then
    assertThat(scheduler.pollToDecode().batch).isSameAs(batch);
    assertThat(scheduler.underWay()).isEqualTo(5);
  }

  @Test
  void aFrameThatRunsAloneSharesItsBatchWithNoOther() {
    // Given
    somethingRuns();
    FrameJob before = submitted("front");
    FrameJob alone = job("front", 8, FreshnessPolicy.LOSSLESS, Duration.ZERO).runAlone();
    scheduler.submit(alone);
    decodeOne();
    decodeOne();

    // When, Then
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(alone);
    nanos.addAndGet(WAIT.toNanos());
    assertThat(jobs(scheduler.pollToSegment())).containsExactly(before);
  }

  @Test
  void framesAreInProgressWhileAThreadDecodesOrRunsThem() {
    // Given
    Batch running = somethingRuns();
    FrameJob decoding = submitted("front");
    scheduler.pollToDecode();
    submitted("rear");
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    submitted("side");
    scheduler.pollToDecode();
    scheduler.pollToDecode();

    // When, Then
    FrameJob first = running.slots().get(0).job;
    assertThat(scheduler.inProgressFor(Duration.ofSeconds(10))).containsExactly(decoding, first);
    assertThat(scheduler.inProgressFor(Duration.ofSeconds(11))).isEmpty();
    scheduler.segmented(running);
    scheduler.finished(running.slots().get(0), new Outcome.Dropped(DropCause.TOO_OLD));
    assertThat(scheduler.inProgressFor(Duration.ofSeconds(10))).containsExactly(decoding);
  }
}
