package dev.weir.pairing;

import static dev.weir.pairing.PairingFixture.frame;
import static dev.weir.pairing.PairingFixture.mask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.pairing.join.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pairing of one partition")
class PartitionPairingTest {
  private static final FrameRef ELSEWHERE = new FrameRef("other", 0, 5);

  private final PairingFixture fixture = new PairingFixture(100);
  private final PartitionPairing pairing = fixture.pairing;

  private long committable() {
    return pairing.committable().offset();
  }

  @Test
  void commitsTheFirstWaitingMaskRegardlessOfLaterRecords() {
    // Given a mask that waits for its frame
    pairing.startAt(0, 0);
    pairing.mask(mask(10, Samples.mask(0, 0)));
    assertThat(committable()).isEqualTo(10);

    // When masks of another topic's frames, and a second waiting mask, arrive after it
    pairing.mask(mask(11, Samples.mask(Samples.frame(1), ELSEWHERE)));
    pairing.mask(mask(12, Samples.mask(Samples.frame(2), new FrameRef(FrameTopic.NAME, 3, 7))));
    pairing.mask(mask(13, Samples.mask(1, 1)));

    // Then the first offset stays committable until its mask is paired; then the second
    assertThat(committable()).isEqualTo(10);
    pairing.frame(frame(0));
    assertThat(committable()).isEqualTo(13);
    pairing.frame(frame(1));
    assertThat(committable()).isEqualTo(14);
    assertThat(fixture.paired).containsExactly(0L, 1L);
  }

  @Test
  void readsFramesFromTheFirstMaskOfItsOwnFrames() {
    // When
    pairing.mask(mask(10, Samples.mask(Samples.frame(1), ELSEWHERE)));
    boolean startedByIt = pairing.started();
    pairing.mask(mask(11, Samples.mask(7, 42)));
    pairing.mask(mask(12, Samples.mask(8, 43)));

    // Then
    assertThat(startedByIt).isFalse();
    assertThat(fixture.seeks).containsExactly(42L);
  }

  @Test
  void ignoresAMaskOfAFrameBeyondTheEndAsAStart() {
    // When
    pairing.mask(mask(10, Samples.mask(1, 100)));

    // Then
    assertThat(fixture.seeks).isEmpty();
    assertThat(pairing.started()).isFalse();
  }

  @Test
  void aMaskOfAFrameBeyondTheEndLetsTheNextThrough() {
    // Given
    pairing.startAt(0, 0);
    pairing.mask(mask(10, Samples.mask(9, 1_000_000)));
    pairing.mask(mask(11, Samples.mask(0, 0)));
    pairing.frame(frame(0));
    assertThat(fixture.paired).isEmpty();

    // When
    pairing.askForFramesEnd();

    // Then
    assertThat(fixture.paired).containsExactly(0L);
    assertThat(committable()).isEqualTo(12);
  }

  @Test
  void releasesWaitingMasksWhenTheFramesTopicIsCreatedAgain() {
    // Given a mask whose frame is not there yet, at a topic that was read up to 50
    pairing.startAt(50, 50);
    pairing.mask(mask(10, Samples.mask(60, 60)));

    // When a frame with a lower offset arrives, and its mask
    pairing.frame(frame(0));
    pairing.mask(mask(11, Samples.mask(0, 0)));

    // Then the new topic is read on without another seek
    assertThat(fixture.paired).containsExactly(0L);
    assertThat(fixture.seeks).containsExactly(50L);
    assertThat(committable()).isEqualTo(12);
  }
}
