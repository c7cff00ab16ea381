package dev.weir.frame.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Frame counts")
class FrameCountsTest {
  private static final FrameCounts INGEST =
      new FrameCounts(20, 15, Map.of(DropCause.STOPPED, 1L, DropCause.KAFKA_SLOW, 4L), 0);

  @Test
  void showEachCauseThatHasFramesAndNoOther() {
    FrameCounts counts =
        new FrameCounts(9, 6, Map.of(DropCause.TOO_OLD, 1L, DropCause.SUPERSEDED, 0L), 1);

    assertThat(counts.line("masks"))
        .isEqualTo("in=9 masks=6 dropped=1 dead=1 too_old=1 in_flight=1");
    assertThat(INGEST.line("sent"))
        .isEqualTo("in=20 sent=15 dropped=5 dead=0 kafka_slow=4 stopped=1");
    assertThat(FrameCounts.EMPTY.line("masks")).isEqualTo("in=0 masks=0 dropped=0 dead=0");
  }

  @Test
  void ofTwoStagesInSequenceAddUp() {
    // When
    FrameCounts run = INGEST.then(new FrameCounts(15, 10, Map.of(DropCause.TOO_OLD, 2L), 1));

    // Then
    assertThat(run.in()).isEqualTo(20);
    assertThat(run.finished() + run.inFlight()).isEqualTo(20);
    assertThat(run.line("masks"))
        .isEqualTo("in=20 masks=10 dropped=7 dead=1 kafka_slow=4 stopped=1 too_old=2 in_flight=2");
  }

  @Test
  void ofTwoCamerasAreTheirSum() {
    assertThat(INGEST.plus(INGEST).line("sent"))
        .isEqualTo("in=40 sent=30 dropped=10 dead=0 kafka_slow=8 stopped=2");
  }

  @Test
  void countFramesInFlightAsDroppedOnceStopped() {
    // Given
    FrameCounts running = new FrameCounts(30, 20, Map.of(DropCause.TOO_OLD, 5L), 1);

    // When
    FrameCounts settled = running.settled();

    // Then
    assertThat(settled.inFlight()).isZero();
    assertThat(settled.dropped()).containsEntry(DropCause.STOPPED, 4L);
    assertThat(INGEST.settled()).isEqualTo(INGEST);
  }
}
