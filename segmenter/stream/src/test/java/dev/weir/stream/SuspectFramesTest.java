package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.EngineFailedException;
import dev.weir.stream.pipeline.EngineStalledError;
import dev.weir.stream.pipeline.UnprocessableFrameException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A frame on which the engine hung")
class SuspectFramesTest extends SegmentProcessorFixture {
  private static final TopicPartition PARTITION = new TopicPartition(FrameTopic.NAME, 0);

  private static FrameRef frame(int offset) {
    return new FrameRef(FrameTopic.NAME, 0, offset);
  }

  /** Starts the processor as a new process does in which the frame hung before. */
  private void restartAfterHangs(int offset, int times) {
    store.save(PARTITION, new TreeMap<>(Map.of((long) offset, times)));
    processor.init(context);
  }

  @Test
  void isSavedWhenTheEngineStalls() {
    // Given two frames in flight, and an engine that hangs on the second
    process(0);
    process(1);
    engine.inProgress = List.of(frame(1));

    // When
    assertThatThrownBy(hooks.work::run).isInstanceOf(EngineStalledError.class);

    // Then
    assertThat(store.load(PARTITION)).isEqualTo(Map.of(1L, 1));
  }

  @Test
  void isCountedOncePerProcess() {
    suspects.hung(List.of(frame(3), new FrameRef(FrameTopic.NAME, 1, 3)));
    suspects.hung(List.of(frame(3)));
    assertThat(suspects.hangs(frame(3))).isEqualTo(1);

    SuspectFrames afterRestart = new SuspectFrames(store);
    afterRestart.load(PARTITION);
    afterRestart.hung(List.of(frame(3)));
    assertThat(afterRestart.hangs(frame(3))).isEqualTo(2);
    assertThat(afterRestart.hangs(frame(2))).isZero();
  }

  @Test
  void runsAloneAfterAPlainPicture() {
    // Given another frame in flight
    restartAfterHangs(1, 1);
    process(0);
    engine.fast = true;
    Thread engineThread = new Thread(() -> engine.finish(0));

    // When
    engineThread.start();
    process(1);

    // Then
    assertThat(engine.jobs)
        .extracting(job -> job.frame().id() + " alone=" + job.alone())
        .containsExactly(
            "front/s1/0 alone=false", "front/plain/0 alone=true", "front/s1/1 alone=true");
    assertThat(hooks.forwarded).containsExactly(failed(0), failed(2));
    assertThat(store.load(PARTITION)).isEqualTo(Map.of(1L, 1));
  }

  @Test
  void isCountedAgainIfItHangsAlone() {
    // Given an engine that answers the plain picture only
    restartAfterHangs(0, 1);
    engine.answersPlainPictures = true;
    engine.inProgress = List.of(frame(0));

    // When, Then
    assertThatThrownBy(() -> process(0)).isInstanceOf(EngineStalledError.class);
    assertThat(store.load(PARTITION)).isEqualTo(Map.of(0L, 2));
    assertThat(hooks.forwarded).isEmpty();
  }

  @Test
  void isNotBlamedIfTheEngineHangsOnAPlainPictureToo() {
    // Given
    restartAfterHangs(0, 1);
    engine.inProgress = List.of(frame(0));

    // When, Then
    assertThatThrownBy(() -> process(0))
        .isInstanceOf(EngineStalledError.class)
        .hasMessageContaining("front/plain/0");
    assertThat(store.load(PARTITION)).isEqualTo(Map.of(0L, 1));
  }

  @Test
  void isNotBlamedIfTheEngineFailsOnAPlainPicture() {
    // Given
    restartAfterHangs(0, 1);
    engine.broken = true;

    // When, Then
    assertThatThrownBy(() -> process(0)).isInstanceOf(EngineFailedException.class);
    assertThat(store.load(PARTITION)).isEqualTo(Map.of(0L, 1));
  }

  @Test
  void failsWithoutTheEngineAfterTwoHangs() {
    // Given
    restartAfterHangs(0, 2);

    // When, Then
    assertThatThrownBy(() -> process(0))
        .isInstanceOf(UnprocessableFrameException.class)
        .hasMessageContaining("the network did not answer within 0.1 s, twice");
    assertThat(engine.taken).isEmpty();
    assertThat(accounting.counts().in()).isEqualTo(1);
    process(1);
    assertThat(engine.taken).hasSize(1);
  }

  @Test
  void isReadFromTheMetadataOfAnOffset() {
    TreeMap<Long, Integer> hangs = new TreeMap<>(Map.of(7L, 1, 1234567890123L, 2));

    assertThat(SuspectOffsets.format(hangs)).isEqualTo("7:1 1234567890123:2");
    assertThat(SuspectOffsets.parse("7:1 1234567890123:2")).isEqualTo(hangs);
    assertThat(SuspectOffsets.parse("")).isEmpty();
    assertThat(SuspectOffsets.parse("AgAAAYx 5:1 -3:1 9:x")).isEqualTo(Map.of(5L, 1));
  }
}
