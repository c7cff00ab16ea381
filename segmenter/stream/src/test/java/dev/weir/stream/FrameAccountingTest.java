package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameTopic;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The segmenter's frame accounting")
class FrameAccountingTest {
  private static final TopicPartition PARTITION = new TopicPartition(FrameTopic.NAME, 0);

  private final FrameAccounting accounting = new FrameAccounting();

  private static FrameRef frame(long offset) {
    return new FrameRef(FrameTopic.NAME, 0, offset);
  }

  /** Counts a mask, a drop, a dead frame, and one frame in flight. */
  private void four() {
    for (int i = 0; i < 4; i++) {
      accounting.received(frame(i));
    }
    accounting.masked(frame(0));
    accounting.dropped(frame(1), DropCause.TOO_OLD);
    accounting.died(frame(2));
  }

  @Test
  void balanceAtEveryMoment() {
    four();

    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(4, 1, Map.of(DropCause.TOO_OLD, 1L), 1));
    assertThat(accounting.counts().inFlight()).isEqualTo(1);
  }

  @Test
  void loseWhatWasNotCommittedWhenATaskEnds() {
    // Given
    four();
    accounting.committed(PARTITION, 2);

    // When
    accounting.givenBack(PARTITION);

    // Then the mask and the drop before that offset stay
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(2, 1, Map.of(DropCause.TOO_OLD, 1L), 0));
  }

  @Test
  void countAFrameOnceThatIsReadAgainAfterATaskEnded() {
    // Given
    four();
    accounting.givenBack(PARTITION);

    // When
    four();
    accounting.masked(frame(3));
    accounting.committed(PARTITION, 4);
    accounting.givenBack(PARTITION);

    // Then
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(4, 2, Map.of(DropCause.TOO_OLD, 1L), 1));
  }

  @Test
  void countAMaskThatKafkaRefusedAsADeathOnly() {
    accounting.received(frame(0));
    accounting.masked(frame(0));
    accounting.died(frame(0));

    assertThat(accounting.counts()).isEqualTo(new FrameCounts(1, 0, Map.of(), 1));
  }

  @Test
  void leaveOtherPartitionsAlone() {
    accounting.received(new FrameRef(FrameTopic.NAME, 1, 0));
    four();

    accounting.givenBack(PARTITION);

    assertThat(accounting.counts()).isEqualTo(new FrameCounts(1, 0, Map.of(), 0));
  }

  @Test
  void countWhatACommitWithoutAnAnswerMadeFinal() {
    // Given two frames with an outcome, in a commit that got no answer
    four();
    accounting.commitUnanswered(PARTITION, 2);
    accounting.givenBack(PARTITION);

    // When reading starts behind them
    accounting.received(frame(2));

    // Then the commit took effect
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(3, 1, Map.of(DropCause.TOO_OLD, 1L), 0));
  }

  @Test
  void countFramesOnceIfACommitWithoutAnAnswerDidNotTakeEffect() {
    // Given
    four();
    accounting.commitUnanswered(PARTITION, 2);
    accounting.givenBack(PARTITION);

    // When they are read again
    four();

    // Then
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(4, 1, Map.of(DropCause.TOO_OLD, 1L), 1));
  }
}
