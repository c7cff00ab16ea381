package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.EngineStalledError;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The segment processor")
class SegmentProcessorTest extends SegmentProcessorFixture {
  @Test
  void forwardsOutcomesInTheOrderOfTheFrames() {
    // Given
    process(0);
    process(1);
    engine.finish(1);
    punctuate();
    assertThat(hooks.forwarded).isEmpty();

    // When
    engine.finish(0);
    punctuate();

    // Then
    assertThat(hooks.forwarded).containsExactly(failed(0), failed(1));
    assertThat(hooks.positions)
        .containsExactly(new RecordingHooks.Offset(0), new RecordingHooks.Offset(1));
    assertThat(engine.origins).last().isEqualTo(new FrameRef(FrameTopic.NAME, 0, 1));
  }

  @Test
  void forwardsFinishedFramesWhenTheNextFrameComes() {
    // Given
    process(0);
    engine.finish(0);

    // When
    process(1);

    // Then
    assertThat(hooks.forwarded).containsExactly(failed(0));
  }

  @Test
  void waitsForTheOldestFrameWhenTooManyAreInFlight() {
    // Given
    for (int i = 0; i < MAX_IN_FLIGHT; i++) {
      process(i);
    }
    Thread engineThread = new Thread(() -> engine.finish(0));

    // When
    engineThread.start();
    process(MAX_IN_FLIGHT);

    // Then
    assertThat(hooks.forwarded).containsExactly(failed(0));
    assertThat(engine.taken).hasSize(MAX_IN_FLIGHT + 1);
  }

  @Test
  void finishesAllFramesBeforeACommit() {
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
    hooks.work.run();

    // Then
    assertThat(hooks.forwarded).containsExactly(failed(0), failed(1));
  }

  @Test
  void failsOnceIfTheEngineStallsAndThenClosesWithoutWaiting() {
    // Given
    process(0);

    // When, Then
    assertThatThrownBy(hooks.work::run)
        .isInstanceOf(EngineStalledError.class)
        .hasMessageContaining("front/s1/0 has waited");
    hooks.work.run(); // Kafka Streams closes the task: nothing is forwarded, and nothing waits
    processor.close();
    assertThat(hooks.forwarded).isEmpty();
    assertThat(engine.taken.get(0)).isCancelled();
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(0, 0, Map.of(), 0));
  }

  @Test
  void worksAgainAfterItsTaskIsRevived() {
    // Given
    process(0);
    assertThatThrownBy(hooks.work::run).isInstanceOf(EngineStalledError.class);
    processor.close();

    // When
    processor.init(context);
    engine.fast = true;
    process(0);
    hooks.work.run();

    // Then
    assertThat(hooks.forwarded).containsExactly(failed(1));
  }

  @Test
  void hasOneFrameInFlightIfTheEngineIsBusy() {
    // Given
    engine.busy = true;
    process(0);
    Thread engineThread = new Thread(() -> engine.finish(0));

    // When
    engineThread.start();
    process(1);

    // Then
    assertThat(hooks.forwarded).containsExactly(failed(0));
    assertThat(engine.taken).hasSize(2);
  }
}
