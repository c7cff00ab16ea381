package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.FrameRef;
import dev.weir.frame.FrameTopic;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The segmenter's books")
class LedgerTest {
  private static final TopicPartition PARTITION = new TopicPartition(FrameTopic.NAME, 0);

  private final Ledger ledger = new Ledger();

  private static FrameRef frame(long offset) {
    return new FrameRef(FrameTopic.NAME, 0, offset);
  }

  /** A mask, a drop, a death, and one that is still under way. */
  private void four() {
    for (int i = 0; i < 4; i++) {
      ledger.received(frame(i));
    }
    ledger.masked(frame(0));
    ledger.dropped(frame(1), DropCause.TOO_OLD);
    ledger.died(frame(2));
  }

  @Test
  void balanceAtEveryMoment() {
    four();

    assertThat(ledger.books())
        .isEqualTo(new SegmenterBooks(4, 1, Map.of(DropCause.TOO_OLD, 1L), 1));
    assertThat(ledger.books().inFlight()).isEqualTo(1);
  }

  @Test
  void loseWhatWasNotCommittedWhenATaskEnds() {
    // Given
    four();
    ledger.committed(PARTITION, 2);

    // When
    ledger.givenBack(PARTITION);

    // Then the mask and the drop before that offset stay
    assertThat(ledger.books())
        .isEqualTo(new SegmenterBooks(2, 1, Map.of(DropCause.TOO_OLD, 1L), 0));
  }

  @Test
  void countAFrameOnceThatIsReadAgainAfterATaskEnded() {
    // Given
    four();
    ledger.givenBack(PARTITION);

    // When
    four();
    ledger.masked(frame(3));
    ledger.committed(PARTITION, 4);
    ledger.givenBack(PARTITION);

    // Then
    assertThat(ledger.books())
        .isEqualTo(new SegmenterBooks(4, 2, Map.of(DropCause.TOO_OLD, 1L), 1));
  }

  @Test
  void countAMaskThatKafkaRefusedAsADeathOnly() {
    ledger.received(frame(0));
    ledger.masked(frame(0));
    ledger.died(frame(0));

    assertThat(ledger.books()).isEqualTo(new SegmenterBooks(1, 0, Map.of(), 1));
  }

  @Test
  void leaveOtherPartitionsAlone() {
    ledger.received(new FrameRef(FrameTopic.NAME, 1, 0));
    four();

    ledger.givenBack(PARTITION);

    assertThat(ledger.books()).isEqualTo(new SegmenterBooks(1, 0, Map.of(), 0));
  }
}
