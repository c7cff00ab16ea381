package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.EngineStalledError;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.FrameJob;
import dev.weir.stream.pipeline.Outcome;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessRules;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The segment processor")
class SegmentProcessorTest {
  private static final int MOST = 3;
  private static final Duration SHORT = Duration.ofMillis(60);

  /** Holds its frames until the test finishes them. */
  private static final class PatientEngine implements FrameEngine {
    final List<CompletableFuture<Outcome>> taken = new ArrayList<>();
    final List<FrameRef> origins = new ArrayList<>();
    boolean fast;
    boolean busy;
    boolean alive;

    @Override
    public void submit(FrameJob job) {
      taken.add(job.outcome());
      origins.add(job.origin());
      if (fast) {
        finish(taken.size() - 1);
      }
    }

    /** Finishes a frame with an outcome that identifies it. */
    void finish(int frame) {
      taken.get(frame).complete(failed(frame));
    }

    @Override
    public boolean busy() {
      return busy;
    }

    @Override
    public long lastOutcomeNanos() {
      return alive ? System.nanoTime() : 0;
    }

    @Override
    public void close() {}
  }

  /** Records what is forwarded, and lets the test commit. */
  private static final class NotingSeam implements StreamTaskHooks<Outcome> {
    record Offset(long value) implements RecordPosition {}

    final List<Outcome> forwarded = new ArrayList<>();
    final List<RecordPosition> spots = new ArrayList<>();
    Runnable work = () -> {};
    long offset;

    @Override
    public void beforeCommit(Runnable wanted) {
      work = wanted;
    }

    @Override
    public RecordPosition here() {
      return new Offset(offset);
    }

    @Override
    public void forwardFrom(RecordPosition position, Record<String, Outcome> record) {
      spots.add(position);
      forwarded.add(record.value());
    }
  }

  private static final List<Outcome> KNOWN = new ArrayList<>();

  private final PatientEngine engine = new PatientEngine();
  private final PatientEngine other = new PatientEngine();
  private final NotingSeam seam = new NotingSeam();
  private final FrameAccounting accounting = new FrameAccounting();
  private final MockProcessorContext<String, Outcome> context = new MockProcessorContext<>();
  private final SegmentProcessor processor =
      new SegmentProcessor(
          c -> seam,
          new CameraRules<>(
              List.of(
                  new CameraRules.Rule<>(new CameraPattern("front"), engine),
                  new CameraRules.Rule<>(new CameraPattern("newest"), engine),
                  new CameraRules.Rule<>(new CameraPattern("rear"), other)),
              Optional.empty()),
          MOST,
          FreshnessRules.parse(List.of("newest=latest")),
          new EngineTimeouts(SHORT, SHORT),
          accounting,
          Clock.systemUTC());

  @BeforeEach
  void initialize() {
    KNOWN.clear();
    processor.init(context);
  }

  private static Outcome failed(int frame) {
    while (KNOWN.size() <= frame) {
      KNOWN.add(new Outcome.Failed(new MalformedMessageException("frame " + KNOWN.size())));
    }
    return KNOWN.get(frame);
  }

  private void process(int sequence) {
    process("front", sequence);
  }

  private void process(String camera, int sequence) {
    seam.offset = sequence;
    context.setRecordMetadata(FrameTopic.NAME, 0, sequence);
    processor.process(new Record<>(camera, Frames.of(camera, sequence), 0L, new RecordHeaders()));
  }

  private void lookAgain() {
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
  }

  @Test
  void keepsTheOrderThatOutcomesDoNot() {
    // Given
    process(0);
    process(1);
    engine.finish(1);
    lookAgain();
    assertThat(seam.forwarded).isEmpty();

    // When
    engine.finish(0);
    lookAgain();

    // Then
    assertThat(seam.forwarded).containsExactly(failed(0), failed(1));
    assertThat(seam.spots).containsExactly(new NotingSeam.Offset(0), new NotingSeam.Offset(1));
    assertThat(engine.origins).last().isEqualTo(new FrameRef(FrameTopic.NAME, 0, 1));
  }

  @Test
  void handsOnWhatIsFinishedWhenTheNextFrameComes() {
    // Given
    process(0);
    engine.finish(0);

    // When
    process(1);

    // Then
    assertThat(seam.forwarded).containsExactly(failed(0));
  }

  @Test
  void waitsForTheOldestWhenEnoughIsUnderWay() {
    // Given
    for (int i = 0; i < MOST; i++) {
      process(i);
    }
    Thread engineThread = new Thread(() -> engine.finish(0));

    // When
    engineThread.start();
    process(MOST);

    // Then
    assertThat(seam.forwarded).containsExactly(failed(0));
    assertThat(engine.taken).hasSize(MOST + 1);
  }

  @Test
  void finishesEverythingBeforeACommit() {
    // Given
    process(0);
    process(1);
    Thread engineThread =
        new Thread(
            () -> {
              engine.finish(1);
              engine.finish(0);
            });

    // When
    engineThread.start();
    seam.work.run();

    // Then
    assertThat(seam.forwarded).containsExactly(failed(0), failed(1));
  }

  @Test
  void anEngineThatFinishesNothingIsAnErrorOnceAndNeverHoldsUpTheEnd() {
    // Given
    process(0);

    // When, Then
    assertThatThrownBy(seam.work::run)
        .isInstanceOf(EngineStalledError.class)
        .hasMessageContaining("front/s1/0 waits");
    seam.work.run(); // Kafka Streams closes the task: nothing is forwarded, and nothing waits
    processor.close();
    assertThat(seam.forwarded).isEmpty();
    assertThat(engine.taken.get(0)).isCancelled();
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(0, 0, Map.of(), 0));
  }

  @Test
  void aTaskThatStreamsRevivesWorksAgain() {
    // Given
    process(0);
    assertThatThrownBy(seam.work::run).isInstanceOf(EngineStalledError.class);
    processor.close();

    // When
    processor.init(context);
    engine.fast = true;
    process(0);
    seam.work.run();

    // Then
    assertThat(seam.forwarded).containsExactly(failed(1));
  }

  @Test
  void hasOneFrameUnderWayWhereTheEngineHasEnoughOfOthers() {
    // Given
    engine.busy = true;
    process(0);
    Thread engineThread = new Thread(() -> engine.finish(0));

    // When
    engineThread.start();
    process(1);

    // Then
    assertThat(seam.forwarded).containsExactly(failed(0));
    assertThat(engine.taken).hasSize(2);
  }

  @Test
  void givesEachFrameToTheEngineOfItsCameraAndKeepsTheOrder() {
    // Given
    process("rear", 0);
    process("front", 1);
    engine.finish(0);
    lookAgain();
    assertThat(seam.forwarded).as("offsets only grow, whichever engine is first").isEmpty();

    // When
    other.finish(0);
    lookAgain();

    // Then
    assertThat(other.origins).containsExactly(new FrameRef(FrameTopic.NAME, 0, 0));
    assertThat(engine.origins).containsExactly(new FrameRef(FrameTopic.NAME, 0, 1));
    assertThat(seam.spots).containsExactly(new NotingSeam.Offset(0), new NotingSeam.Offset(1));
  }

  @Test
  void doesNotWaitForAnotherEngineThatHasEnough() {
    // Given
    other.busy = true;
    process("rear", 0);

    // When
    process("front", 1);

    // Then
    assertThat(engine.taken).hasSize(1);
    assertThat(seam.forwarded).isEmpty();
  }

  @Test
  void anEngineThatStallsIsSaidThoughAnotherGoesOn() {
    // Given
    other.alive = true;
    process("front", 0);

    // When, Then
    assertThatThrownBy(seam.work::run)
        .isInstanceOf(EngineStalledError.class)
        .hasMessageContaining("front/s1/0 waits");
  }

  @Test
  void aFrameOfACameraWithoutModelFailsAndIsInTheBooks() {
    // When, Then
    assertThatThrownBy(() -> process("door", 0))
        .isInstanceOf(UnservedCameraException.class)
        .hasMessageContaining("no model is for camera door")
        .hasMessageContaining("--model 'door=NAME'");
    assertThat(accounting.counts().in()).isEqualTo(1);
    assertThat(engine.taken).isEmpty();
  }

  @Test
  void neverWaitsForRoomForACameraThatWantsTheNewest() {
    // Given
    for (int i = 0; i < MOST; i++) {
      process(i);
    }

    // When
    for (int i = 0; i < 2 * MOST; i++) {
      process("newest", MOST + i);
    }

    // Then
    assertThat(engine.taken).hasSize(3 * MOST);
  }

  @Test
  void droppedFramesLeaveTheBooksAndTheMemoryAtOnce() {
    // Given
    process(0);
    process("newest", 1);
    engine.taken.get(1).complete(new Outcome.Dropped(DropCause.SUPERSEDED));

    // When
    lookAgain();

    // Then
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(2, 0, Map.of(DropCause.SUPERSEDED, 1L), 0));
    assertThat(seam.forwarded).isEmpty();
  }

  @Test
  void countsADroppedFrameAndForwardsNothing() {
    // Given
    process(0);
    engine.taken.get(0).complete(new Outcome.Dropped(DropCause.TOO_OLD));

    // When
    seam.work.run();

    // Then
    assertThat(seam.forwarded).isEmpty();
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(1, 0, Map.of(DropCause.TOO_OLD, 1L), 0));
    assertThat(accounting.counts().inFlight()).isZero();
  }
}
