package dev.weir.pairing.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadRecordFilterTest {
  private final DeadRecordFilter dead = new DeadRecordFilter(0);

  @Test
  void countsAFrameOnceHoweverOftenItIsReported() {
    assertThat(dead.isNew(0, 7)).isTrue();
    assertThat(dead.isNew(1, 5)).as("out of the frames' order").isTrue();
    assertThat(dead.isNew(2, 7)).isFalse();
    assertThat(dead.next()).isEqualTo(3);
  }

  @Test
  void leavesOutFramesBeforeTheStartAndRecordsOfOtherTopics() {
    dead.countFrom(100);
    assertThat(dead.isNew(0, 99)).isFalse();
    assertThat(dead.isNew(1, -1)).isFalse();
    assertThat(dead.isNew(2, 100)).isTrue();
  }
}
