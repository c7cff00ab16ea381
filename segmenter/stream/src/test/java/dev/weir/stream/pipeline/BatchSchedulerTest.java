package dev.weir.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.Batch.Slot;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The batch scheduler")
class BatchSchedulerTest {
  private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");
  private static final Duration WAIT = Duration.ofMillis(2);

  private final AtomicLong nanos = new AtomicLong();
  private final BatchScheduler scheduler = desk(3, 2);
  private long offset;

  private BatchScheduler desk(int batches, int max) {
    return new BatchScheduler(batches, max, WAIT, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
  }

  private FrameJob job(String camera, int side, FreshnessPolicy freshness, Duration age) {
    Frame frame =
        new Frame(
            new FrameId(new CameraId(camera), "s1", offset),
            NOW.minus(age),
            side,
            side,
            FrameEncoding.JPEG,
            new byte[] {1},
            null);
    return new FrameJob(
        frame,
        new FrameRef(FrameTopic.NAME, 0, offset++),
        NOW,
        freshness,
        new CompletableFuture<>());
  }

  private FrameJob submitted(String camera, FreshnessPolicy freshness) {
    FrameJob job = job(camera, 8, freshness, Duration.ZERO);
    scheduler.submit(job);
    return job;
  }

  private FrameJob submitted(String camera) {
    return submitted(camera, FreshnessPolicy.LOSSLESS);
  }

  private Slot decodeOne() {
    Slot slot = scheduler.pollToDecode();
    assertThat(slot).isNotNull();
    scheduler.decoded(slot);
    return slot;
  }

  private static List<FrameJob> jobs(Batch batch) {
    return batch.slots().stream().map(slot -> slot.job).toList();
  }

  private static Outcome outcome(FrameJob job) {
    return job.outcome().getNow(null);
  }

  /** Starts a batch, so that the next ones have to wait for it. */
  private Batch somethingRuns() {
    submitted("other");
    decodeOne();
    Batch batch = scheduler.pollToSegment();
    assertThat(batch).isNotNull();
    return batch;
  }

  @Test
  void aFrameLeavesAtOnceWhileNothingRuns() {
    FrameJob job = submitted("front");
    decodeOne();

    assertThat(jobs(scheduler.pollToSegment())).containsExactly(job);
  }

  @Test
  void aFrameWaitsForAnotherWhileSomethingRunsAndThenGoesAlone() {
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
  void aFullBatchLeavesAtOnceWithFramesOfSeveralCamerasInOrder() {
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
  void aBatchIsFreeToLeaveWhenTheLastInferenceIsOver() {
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
  void aBatchDoesNotLeaveWhileOneOfItsFramesIsStillDecoded() {
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
  void framesOfAnotherSizeGoInAnotherBatch() {
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
    BatchScheduler one = desk(1, 1);
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
  void memoryIsBoundedAndGoesRound() {
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
  void theNewestFrameTakesThePlaceOfOneThatWaitsToBeDecoded() {
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
  void theNewestDecodedFrameTakesThePlaceOfOneThatWaitsForTheNetwork() {
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
  void aFrameThatIsSupersededMakesRoomAtOnce() {
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
  void aFrameIsNotDroppedForOneThatIsNotReady() {
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
