package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.EngineStalledError;
import dev.weir.stream.pipeline.Outcome;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The segment processor, with several cameras,")
class SegmentProcessorCamerasTest extends SegmentProcessorFixture {
  @Test
  void givesEachFrameToTheEngineOfItsCameraAndKeepsTheOrder() {
    // Given
    process("rear", 0);
    process("front", 1);
    engine.finish(0);
    punctuate();
    assertThat(hooks.forwarded).as("offsets only grow, whichever engine is first").isEmpty();

    // When
    other.finish(0);
    punctuate();

    // Then
    assertThat(other.origins).containsExactly(new FrameRef(FrameTopic.NAME, 0, 0));
    assertThat(engine.origins).containsExactly(new FrameRef(FrameTopic.NAME, 0, 1));
    assertThat(hooks.positions)
        .containsExactly(new RecordingHooks.Offset(0), new RecordingHooks.Offset(1));
  }

  @Test
  void doesNotWaitForAnotherEngineThatIsBusy() {
    // Given
    other.busy = true;
    process("rear", 0);

    // When
    process("front", 1);

    // Then
    assertThat(engine.taken).hasSize(1);
    assertThat(hooks.forwarded).isEmpty();
  }

  @Test
  void failsIfOneEngineStallsWhileAnotherWorks() {
    // Given
    other.alive = true;
    process("front", 0);

    // When, Then
    assertThatThrownBy(hooks.work::run)
        .isInstanceOf(EngineStalledError.class)
        .hasMessageContaining("front/s1/0 has waited");
  }

  @Test
  void failsAndCountsAFrameOfACameraWithoutAModel() {
    // When, Then
    assertThatThrownBy(() -> process("door", 0))
        .isInstanceOf(UnservedCameraException.class)
        .hasMessageContaining("no model for camera door")
        .hasMessageContaining("--model 'door=NAME'");
    assertThat(accounting.counts().in()).isEqualTo(1);
    assertThat(engine.taken).isEmpty();
  }

  @Test
  void neverWaitsForRoomForACameraThatWantsTheNewest() {
    // Given
    for (int i = 0; i < MAX_IN_FLIGHT; i++) {
      process(i);
    }

    // When
    for (int i = 0; i < 2 * MAX_IN_FLIGHT; i++) {
      process("newest", MAX_IN_FLIGHT + i);
    }

    // Then
    assertThat(engine.taken).hasSize(3 * MAX_IN_FLIGHT);
  }

  @Test
  void countsADroppedFrameAtOnceThoughAnEarlierOneIsInFlight() {
    // Given
    process(0);
    process("newest", 1);
    engine.taken.get(1).complete(new Outcome.Dropped(DropCause.SUPERSEDED));

    // When
    punctuate();

    // Then
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(2, 0, Map.of(DropCause.SUPERSEDED, 1L), 0));
    assertThat(hooks.forwarded).isEmpty();
  }

  @Test
  void countsADroppedFrameAndForwardsNothing() {
    // Given
    process(0);
    engine.taken.get(0).complete(new Outcome.Dropped(DropCause.TOO_OLD));

    // When
    hooks.work.run();

    // Then
    assertThat(hooks.forwarded).isEmpty();
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(1, 0, Map.of(DropCause.TOO_OLD, 1L), 0));
    assertThat(accounting.counts().inFlight()).isZero();
  }
}
