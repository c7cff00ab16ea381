package dev.weir.pairing.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeJoinTest {
  private static final JoinLimits LIMITS = new JoinLimits(1 << 20, 4, 3);

  private RecordingJoinListener outcome;
  private MergeJoin join;
  private long masksNext = 100;

  @BeforeEach
  void join() {
    outcome = new RecordingJoinListener();
    join = new MergeJoin(0, LIMITS, outcome);
  }

  private void frames(long... offsets) {
    for (long offset : offsets) {
      join.frame(JoinFrame.of(offset, Samples.frame(offset)));
    }
  }

  private void masks(long... offsets) {
    for (long offset : offsets) {
      join.mask(Samples.mask(offset, offset), masksNext++);
    }
  }

  @Test
  void pairsEachMaskWithItsFrameWhicheverComesFirst() {
    // Given a frame ahead of its mask, and a mask ahead of its frame
    frames(0);
    masks(0, 1);
    // When the missing frame arrives
    frames(1);
    // Then both are paired, in order
    assertThat(outcome.lines).containsExactly("paired 0", "paired 1");
    assertThat(outcome.maskOffsets).containsExactly(100L, 101L);
  }

  @Test
  void releasesEveryWaitingMaskWhenItIsAbandoned() {
    masks(0, 1);

    join.abandon();

    assertThat(outcome.lines)
        .containsExactly("unpaired 0 frame-expired", "unpaired 1 frame-expired");
    assertThat(join.firstWaiting()).isEmpty();
  }

  @Test
  void passesOverAFrameOnceALaterMaskIsThere() {
    frames(0, 1, 2);
    masks(0, 2);
    assertThat(outcome.lines).containsExactly("paired 0", "passed over 1", "paired 2");
    assertThat(join.heldFrames()).isZero();
  }

  @Test
  void countsAMaskOfTheSameOrAnOlderFrameAsDuplicate() {
    // Given three pairs
    frames(0, 1, 2);
    masks(0, 1, 2);
    outcome.lines.clear();
    // When the segmenter sends the last two again, then continues
    masks(1, 2, 3);
    frames(3);
    // Then nothing is paired twice
    assertThat(outcome.lines).containsExactly("duplicate 1", "duplicate 2", "paired 3");
  }

  @Test
  void aMaskWhoseFrameExpiredNeverBlocksTheNext() {
    // Given masks of frames 0 to 5; retention left only 4 and 5
    masks(0, 1, 4);
    // When the first readable frame is the fifth
    frames(4);
    masks(5);
    frames(5);
    // Then
    assertThat(outcome.lines)
        .containsExactly(
            "unpaired 0 frame-expired", "unpaired 1 frame-expired", "paired 4", "paired 5");
  }

  @Test
  void aMaskIsReleasedWhenItIsKnownThatItsFrameWillNotCome() {
    masks(7);
    assertThat(outcome.lines).isEmpty();
    join.framesReadUpTo(7);
    assertThat(outcome.lines).as("its frame may still come").isEmpty();
    join.framesReadUpTo(8);
    assertThat(outcome.lines).containsExactly("unpaired 7 frame-expired");
  }

  @Test
  void gapsBetweenOffsetsAreNoMissingFrames() {
    // Given a topic with transaction markers at 1 and 3
    masks(0, 2, 4);
    frames(0, 2, 4);
    assertThat(outcome.lines).containsExactly("paired 0", "paired 2", "paired 4");
  }

  @Test
  void aMaskOfAnUnreadableFrameStaysUnpaired() {
    join.frame(JoinFrame.malformed(0, Samples.CAMERA));
    masks(0);
    assertThat(outcome.lines).containsExactly("unpaired 0 frame-malformed");
  }

  @Test
  void aMaskThatNamesAnotherFrameOfTheSameOffsetStaysUnpaired() {
    join.frame(JoinFrame.of(0, Samples.frame(77)));
    masks(0);
    assertThat(outcome.lines).containsExactly("unpaired 0 frame-mismatch");
  }

  @Test
  void aMaskOfAFrameBeyondTheEndIsLetGoAndTakesNothingWithIt() {
    // Given a mask that names a frame that was never written, and valid pairs after it
    masks(1_000_000, 0, 1);
    frames(0, 1);
    assertThat(outcome.lines).isEmpty();
    // When the join learns that the topic ends before that frame
    assertThat(join.wantsFramesEnd()).isTrue();
    join.framesEndAt(2);
    // Then only that mask stays unpaired
    assertThat(outcome.lines)
        .containsExactly("unpaired 1000000 frame-beyond-end", "paired 0", "paired 1");
    assertThat(join.frontier()).isEqualTo(2);
  }

  @Test
  void aMaskOfAFrameThatIsThereButNotReadYetWaitsForIt() {
    masks(5);
    join.framesEndAt(6);
    frames(0, 1, 5);
    assertThat(outcome.lines).containsExactly("passed over 0", "passed over 1", "paired 5");
  }

  @Test
  void theFirstMaskThatWaitsIsKnownByItsOwnOffset() {
    frames(0);
    masks(0, 2, 3);
    assertThat(join.firstWaiting()).hasValue(101);
    frames(2);
    assertThat(join.firstWaiting()).hasValue(102);
    frames(3);
    assertThat(join.firstWaiting()).isEmpty();
  }

  @Test
  void startsWhereItIsToldTo() {
    join = new MergeJoin(10, LIMITS, outcome);
    masks(9, 10);
    frames(10);
    assertThat(outcome.lines).containsExactly("duplicate 9", "paired 10");
    assertThat(join.frontier()).isEqualTo(11);
  }

  @Test
  void framesThatRetentionTookBeforeTheStartAreExpiredAndNoDuplicates() {
    join.framesReadUpTo(100);
    masks(99);
    assertThat(outcome.lines).containsExactly("unpaired 99 frame-expired");
  }

  @Test
  void wantsNoMoreFramesThanItMayHold() {
    frames(0, 1, 2);
    assertThat(join.wantsFrames()).isTrue();
    frames(3);
    assertThat(join.wantsFrames()).as("four are held").isFalse();
    masks(0);
    assertThat(join.wantsFrames()).as("three are held").isTrue();
  }

  @Test
  void wantsNoMoreBytesThanItMayHold() {
    int bytes = Samples.frame(0).data().length;
    join = new MergeJoin(0, new JoinLimits(2L * bytes, 100, 100), outcome);
    frames(0);
    assertThat(join.wantsFrames()).isTrue();
    frames(1);
    assertThat(join.wantsFrames()).isFalse();
  }

  @Test
  void wantsNoMoreMasksThanMayWaitButAlwaysTheFrameTheyWaitFor() {
    masks(10, 11, 12);
    assertThat(join.wantsMasks()).isFalse();
    join.framesEndAt(13);
    frames(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(join.wantsFrames()).isTrue();
    assertThat(join.heldFrames()).as("what no mask will ask for is not held").isZero();
    frames(10);
    assertThat(join.wantsMasks()).isTrue();
  }

  @Test
  void holdsNoMoreThanItMayWhileItIsNotKnownWhetherAFrameIsThere() {
    masks(1_000_000);
    frames(0, 1, 2, 3);
    assertThat(join.wantsFrames()).isFalse();
    join.framesEndAt(4);
    assertThat(join.heldFrames()).isEqualTo(4);
  }

  @Test
  void refusesFramesThatGoBack() {
    frames(5);
    assertThatThrownBy(() -> frames(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 6 or later");
  }

  @Test
  void aReplayGivesTheSameResultHoweverTheTopicsAreInterleaved() {
    // Given 200 frames with masks for some, one mask sent again and one of an expired frame
    List<Long> maskRefs = new ArrayList<>(List.of(0L, 1L));
    Random random = new Random(1);
    for (long offset = 10; offset < 199; offset++) {
      if (random.nextInt(4) > 0) {
        maskRefs.add(offset);
        if (random.nextInt(10) == 0) {
          maskRefs.add(offset - random.nextInt(5));
        }
      }
    }
    maskRefs.add(199L);
    List<String> reference = replay(maskRefs, new Random(2));
    assertThat(reference).contains("unpaired 0 frame-expired", "paired 199");
    assertThat(reference).anyMatch(line -> line.startsWith("duplicate"));
    // When they are replayed with other interleavings
    for (int seed = 3; seed < 50; seed++) {
      // Then
      assertThat(replay(maskRefs, new Random(seed))).isEqualTo(reference);
    }
  }

  /** Feeds frames 10 to 199 and the masks of {@code refs} in random interleaving. */
  private static List<String> replay(List<Long> refs, Random turns) {
    RecordingJoinListener outcome = new RecordingJoinListener();
    MergeJoin join = new MergeJoin(0, new JoinLimits(1 << 20, 8, 8), outcome);
    long frame = 10;
    int mask = 0;
    while (frame < 200 || mask < refs.size()) {
      boolean frameNext = mask == refs.size() || (frame < 200 && turns.nextBoolean());
      if (frameNext && (join.wantsFrames() || mask == refs.size())) {
        join.frame(JoinFrame.of(frame, Samples.frame(frame)));
        frame++;
      } else if (!frameNext && join.wantsMasks()) {
        long ref = refs.get(mask++);
        join.mask(Samples.mask(ref, ref), mask);
      }
      if (join.wantsFramesEnd() && turns.nextBoolean()) {
        join.framesEndAt(200);
      }
    }
    return outcome.lines;
  }
}
