package dev.weir.pairing.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.FrameId;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.Samples;
import dev.weir.pairing.join.UnpairedCause;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraAccountingTest {
  private final CameraAccounting accounting = new CameraAccounting(Samples.CAMERA, true);

  private void arrive(long... sequences) {
    for (long sequence : sequences) {
      accounting.frameArrived(Samples.id(Samples.CAMERA, sequence));
    }
  }

  private void pair(long sequence) {
    accounting.paired(
        new Pair(Samples.frame(sequence), Samples.mask(sequence, sequence)),
        ClassShares.NONE,
        Samples.EPOCH);
  }

  private FrameCounts counts() {
    return accounting.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).counts();
  }

  @Test
  void aFrameIsInFlightUntilItsMaskComes() {
    arrive(0, 1, 2);
    pair(0);
    assertThat(counts()).isEqualTo(new FrameCounts(3, 1, Map.of(), 0));
    assertThat(counts().inFlight()).isEqualTo(2);
  }

  @Test
  void aGapInTheSequenceWasDroppedAtIngest() {
    arrive(2, 3, 6); // 0, 1, 4 and 5 never arrived
    assertThat(counts()).isEqualTo(new FrameCounts(7, 0, Map.of(DropCause.BEFORE_KAFKA, 4L), 0));
    assertThat(counts().inFlight()).isEqualTo(3);
  }

  @Test
  void aPublisherThatJoinsLateTakesTheFirstFrameForTheStart() {
    CameraAccounting late = new CameraAccounting(Samples.CAMERA, false);
    late.frameArrived(Samples.id(Samples.CAMERA, 5000));
    late.frameArrived(Samples.id(Samples.CAMERA, 5002));
    assertThat(late.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).counts())
        .isEqualTo(new FrameCounts(3, 0, Map.of(DropCause.BEFORE_KAFKA, 1L), 0));
  }

  @Test
  void aNewSessionCountsFromItsOwnStart() {
    arrive(0, 1, 2);
    accounting.frameArrived(new FrameId(Samples.CAMERA, "s2", 1));
    assertThat(counts())
        .as("3 of the first session, 2 of the second")
        .isEqualTo(new FrameCounts(5, 0, Map.of(DropCause.BEFORE_KAFKA, 1L), 0));
  }

  @Test
  void aNumberThatCannotBeIsNoMillionOfDrops() {
    arrive(0, 1);
    arrive(FrameId.MAX_SEQUENCE);
    arrive(2, 4); // 3 never arrived
    assertThat(counts()).isEqualTo(new FrameCounts(6, 0, Map.of(DropCause.BEFORE_KAFKA, 1L), 0));
  }

  @Test
  void aSourceThatNumbersOnFromElsewhereIsFollowed() {
    arrive(0, 1);
    // the one before the last never arrived
    arrive(500_000_000_000L, 500_000_000_001L, 500_000_000_003L);
    assertThat(counts()).isEqualTo(new FrameCounts(6, 0, Map.of(DropCause.BEFORE_KAFKA, 1L), 0));
  }

  @Test
  void numbersAllOverTheRangeKeepTheAccountingBalanced() {
    arrive(0, FrameId.MAX_SEQUENCE, 0, FrameId.MAX_SEQUENCE / 2, 1, FrameId.MAX_SEQUENCE, 2);
    assertThat(counts().in()).isEqualTo(7);
    assertThat(counts().droppedTotal()).isZero();
    assertThat(counts().inFlight()).isEqualTo(7);
  }

  @Test
  void aFramePassedOverWasDroppedUnlessItIsDead() {
    arrive(0, 1, 2, 3);
    pair(0);
    accounting.passedOver();
    accounting.passedOver();
    pair(3);
    assertThat(counts()).isEqualTo(new FrameCounts(4, 2, Map.of(DropCause.NOT_SEGMENTED, 2L), 0));
    accounting.died();
    assertThat(counts())
        .as("death read later")
        .isEqualTo(new FrameCounts(4, 2, Map.of(DropCause.NOT_SEGMENTED, 1L), 1));
    assertThat(counts().inFlight()).isZero();
  }

  @Test
  void aDeadFrameCountsOnceWhenItsDeathIsReadBeforeItIsPassedOver() {
    arrive(0, 1);
    accounting.died();
    assertThat(counts().inFlight()).isEqualTo(1);
    accounting.passedOver();
    pair(1);
    assertThat(counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void anUnreadableFrameIsNoGap() {
    // Given frames 0 to 2 of a source; frame 1 is damaged
    arrive(0);
    accounting.malformedFrameArrived();
    accounting.died();
    arrive(2);
    assertThat(counts()).isEqualTo(new FrameCounts(3, 0, Map.of(), 1));
  }

  @Test
  void anUnreadableRecordFromElsewhereKeepsTheAccountingBalanced() {
    arrive(0);
    accounting.malformedFrameArrived();
    accounting.died();
    arrive(1);
    assertThat(counts().inFlight()).isEqualTo(2);
  }

  @Test
  void aMaskOfAnExpiredFrameCountsOnBothSides() {
    // Given frames 0 and 1 expired before they could be read
    accounting.unpaired(Samples.mask(0, 0), UnpairedCause.FRAME_EXPIRED);
    accounting.unpaired(Samples.mask(1, 1), UnpairedCause.FRAME_EXPIRED);
    arrive(2);
    assertThat(counts()).isEqualTo(new FrameCounts(3, 2, Map.of(), 0));
    // When the gap was first counted as drops
    arrive(5);
    assertThat(counts().droppedTotal()).isEqualTo(2);
    accounting.unpaired(Samples.mask(3, 3), UnpairedCause.FRAME_EXPIRED);
    accounting.unpaired(Samples.mask(4, 4), UnpairedCause.FRAME_EXPIRED);
    // Then it is corrected
    assertThat(counts()).isEqualTo(new FrameCounts(6, 4, Map.of(), 0));
    assertThat(accounting.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).unpaired())
        .isEqualTo(4);
  }

  @Test
  void tellsRateAndLatencyOfMasksAsTheyArrive() {
    for (int i = 0; i < 40; i++) { // 25 per second, each 100 ms after its capture
      accounting.maskArrived(Samples.mask(i, i), Samples.EPOCH.plusMillis(i * 40L + 100));
    }
    CameraStatus status =
        accounting.status(
            Samples.EPOCH.plusMillis(39 * 40 + 100), ModelClasses.all(ClassMap.CAMVID));
    assertThat(status.fps()).isBetween(24.9, 25.1);
    assertThat(status.latency().count()).isEqualTo(40);
    assertThat(status.latency().p50Millis()).isBetween(99.0, 101.0);
    assertThat(status.latency().p95Millis()).isBetween(99.0, 101.0);
  }

  @Test
  void rateAndLatencyForgetACameraThatStopped() {
    accounting.maskArrived(Samples.mask(0, 0), Samples.EPOCH.plusMillis(100));
    accounting.maskArrived(Samples.mask(1, 1), Samples.EPOCH.plusMillis(140));
    CameraStatus status =
        accounting.status(Samples.EPOCH.plusSeconds(20), ModelClasses.all(ClassMap.CAMVID));
    assertThat(status.fps()).isZero();
    assertThat(status.latency()).isEqualTo(LatencySummary.NONE);
  }

  @Test
  void tellsTheSharesOfTheLastMaskLargestFirst() {
    byte[] classes = new byte[100];
    Arrays.fill(classes, 0, 70, (byte) 3);
    Arrays.fill(classes, 70, 99, (byte) 8);
    classes[99] = 42;
    accounting.paired(
        new Pair(Samples.frame(0), Samples.mask(0, 0)), ClassShares.count(classes), Samples.EPOCH);
    assertThat(
            accounting.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).share().toString())
        .isEqualTo("{road=0.7, car=0.29, class 42=0.01}");
  }
}
