package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.FrameTopic;
import dev.weir.stream.Batch.Slot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The desk where batches form")
class BatchDeskTest {
  private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");
  private static final Duration WAIT = Duration.ofMillis(2);

  private final AtomicLong nanos = new AtomicLong();
  private final BatchDesk desk = desk(3, 2);
  private long offset;

  private BatchDesk desk(int batches, int most) {
    return new BatchDesk(batches, most, WAIT, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
  }

  private FrameJob job(String camera, int side, Freshness freshness, Duration age) {
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

  private FrameJob submitted(String camera, Freshness freshness) {
    FrameJob job = job(camera, 8, freshness, Duration.ZERO);
    desk.submit(job);
    return job;
  }

  private FrameJob submitted(String camera) {
    return submitted(camera, Freshness.LOSSLESS);
  }

  private Slot decodeOne() {
    Slot slot = desk.pollToDecode();
    assertThat(slot).isNotNull();
    desk.decoded(slot);
    return slot;
  }

  private static List<FrameJob> jobs(Batch batch) {
    return batch.slots().stream().map(slot -> slot.job).toList();
  }

  private static Outcome outcome(FrameJob job) {
    return job.outcome().getNow(null);
  }

  /** A batch that runs, so that the next ones have something to wait for. */
  private Batch somethingRuns() {
    submitted("other");
    decodeOne();
    Batch batch = desk.pollToSegment();
    assertThat(batch).isNotNull();
    return batch;
  }

  @Test
  void aFrameLeavesAtOnceWhileNothingRuns() {
    FrameJob job = submitted("front");
    decodeOne();

    assertThat(jobs(desk.pollToSegment())).containsExactly(job);
  }

  @Test
  void aFrameWaitsForAnotherWhileSomethingRunsAndThenGoesAlone() {
    // Given
    somethingRuns();
    FrameJob job = submitted("front");
    decodeOne();
    assertThat(desk.pollToSegment()).isNull();

    // When
    nanos.addAndGet(WAIT.toNanos());

    // Then
    assertThat(jobs(desk.pollToSegment())).containsExactly(job);
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
    assertThat(jobs(desk.pollToSegment())).containsExactly(first, second);
  }

  @Test
  void aBatchIsFreeToLeaveWhenTheLastInferenceIsOver() {
    // Given
    Batch running = somethingRuns();
    FrameJob job = submitted("front");
    decodeOne();

    // When
    desk.segmented(running);

    // Then
    assertThat(jobs(desk.pollToSegment())).containsExactly(job);
  }

  @Test
  void aBatchDoesNotLeaveWhileOneOfItsFramesIsStillDecoded() {
    // Given
    submitted("front");
    submitted("rear");
    decodeOne();
    Slot late = desk.pollToDecode();

    // When, Then
    assertThat(desk.pollToSegment()).isNull();
    desk.decoded(late);
    assertThat(desk.pollToSegment().slots()).hasSize(2);
  }

  @Test
  void framesOfAnotherSizeGoInAnotherBatch() {
    // Given
    FrameJob small = submitted("front");
    FrameJob large = job("rear", 16, Freshness.LOSSLESS, Duration.ZERO);
    desk.submit(large);
    decodeOne();
    decodeOne();

    // When, Then
    assertThat(jobs(desk.pollToSegment())).containsExactly(small);
    nanos.addAndGet(WAIT.toNanos());
    Batch second = desk.pollToSegment();
    assertThat(jobs(second)).containsExactly(large);
    assertThat(second.width()).isEqualTo(16);
  }

  @Test
  void aFrameThatCannotBeDecodedLeavesNoGap() {
    // Given
    submitted("front");
    FrameJob good = submitted("rear");
    Slot bad = desk.pollToDecode();
    Slot fine = desk.pollToDecode();
    fine.pixels().bgr().put(0, (byte) 42);
    desk.decoded(fine);

    // When
    Outcome broken = new Outcome.Dropped(DropCause.TOO_OLD);
    desk.undecodable(bad, broken);
    Batch batch = desk.pollToSegment();

    // Then
    assertThat(bad.job.outcome()).isCompletedWithValue(broken);
    assertThat(jobs(batch)).containsExactly(good);
    assertThat(batch.frames().get(0)).isEqualTo((byte) 42);
  }

  @Test
  void aBatchOfNothingButBrokenFramesIsFreeAgain() {
    // Given
    BatchDesk one = desk(1, 1);
    for (int i = 0; i < 3; i++) {
      one.submit(job("front", 8, Freshness.LOSSLESS, Duration.ZERO));
      one.undecodable(one.pollToDecode(), new Outcome.Dropped(DropCause.TOO_OLD));
    }

    // When
    one.submit(job("front", 8, Freshness.LOSSLESS, Duration.ZERO));

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
    assertThat(desk.pollToDecode()).isNull();

    // When
    Batch batch = desk.pollToSegment();
    desk.segmented(batch);
    for (Slot slot : List.copyOf(batch.slots())) {
      assertThat(desk.pollToDecode()).isNull();
      desk.finished(slot, new Outcome.Dropped(DropCause.TOO_OLD));
    }

    // Then
    assertThat(desk.pollToDecode().batch).isSameAs(batch);
    assertThat(desk.underWay()).isEqualTo(5);
  }

  @Test
  void theNewestFrameTakesThePlaceOfOneThatWaitsToBeDecoded() {
    // Given
    FrameJob old = submitted("front", Freshness.LATEST);
    FrameJob other = submitted("rear", Freshness.LATEST);

    // When
    FrameJob newer = submitted("front", Freshness.LATEST);

    // Then
    assertThat(outcome(old)).isEqualTo(new Outcome.Dropped(DropCause.SUPERSEDED));
    assertThat(outcome(other)).isNull();
    assertThat(List.of(decodeOne().job, decodeOne().job)).containsExactly(other, newer);
  }

  @Test
  void theNewestDecodedFrameTakesThePlaceOfOneThatWaitsForTheNetwork() {
    // Given
    FrameJob old = submitted("front", Freshness.LATEST);
    decodeOne();
    FrameJob newer = submitted("front", Freshness.LATEST);
    decodeOne();

    // When
    Batch batch = desk.pollToSegment();

    // Then
    assertThat(jobs(batch)).containsExactly(newer);
    assertThat(outcome(old)).isEqualTo(new Outcome.Dropped(DropCause.SUPERSEDED));
  }

  @Test
  void aFrameThatIsSupersededMakesRoomAtOnce() {
    // Given all the room there is taken by one camera that wants the newest
    for (int i = 0; i < 6; i++) {
      submitted("front", Freshness.LATEST);
      decodeOne();
    }

    // When, Then
    submitted("front", Freshness.LATEST);
    assertThat(desk.pollToDecode()).isNotNull();
    assertThat(desk.underWay()).isEqualTo(2);
  }

  @Test
  void aFrameIsNotDroppedForOneThatIsNotReady() {
    // Given
    FrameJob old = submitted("front", Freshness.LATEST);
    decodeOne();
    submitted("front", Freshness.LATEST);

    // When, Then
    assertThat(jobs(desk.pollToSegment())).containsExactly(old);
  }

  @Test
  void losslessCamerasLoseNothing() {
    // Given
    FrameJob first = submitted("front");
    FrameJob second = submitted("front");
    decodeOne();
    decodeOne();

    // When, Then
    assertThat(jobs(desk.pollToSegment())).containsExactly(first, second);
  }

  @Test
  void aFrameThatIsTooOldIsNotEvenDecoded() {
    // Given
    Freshness freshness = Freshness.maxAge(Duration.ofMillis(200));
    FrameJob old = job("front", 8, freshness, Duration.ofMillis(201));
    FrameJob young = job("front", 8, freshness, Duration.ofMillis(200));

    // When
    desk.submit(old);
    desk.submit(young);

    // Then
    assertThat(desk.pollToDecode().job).isEqualTo(young);
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
    assertThat(desk.pollToSegment()).isNull();
    assertThat(desk.underWay()).isZero();
  }
}
