package dev.weir.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.FrameId;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CameraLedgerTest {
  private final CameraLedger ledger = new CameraLedger(Samples.CAMERA, true);

  private void arrive(long... sequences) {
    for (long sequence : sequences) {
      ledger.frameArrived(Samples.id(Samples.CAMERA, sequence));
    }
  }

  private void pair(long sequence) {
    ledger.paired(
        new Pair(Samples.frame(sequence), Samples.mask(sequence, sequence)),
        ClassShares.NONE,
        Samples.EPOCH);
  }

  private Books books() {
    return ledger.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).books();
  }

  @Test
  void aFrameIsInFlightUntilItsMaskComes() {
    arrive(0, 1, 2);
    pair(0);
    assertThat(books()).isEqualTo(new Books(3, 1, 0, 0));
    assertThat(books().inFlight()).isEqualTo(2);
  }

  @Test
  void aGapInTheSequenceWasDroppedAtIngest() {
    arrive(2, 3, 6); // 0, 1, 4 and 5 never came
    assertThat(books()).isEqualTo(new Books(7, 0, 4, 0));
    assertThat(books().inFlight()).isEqualTo(3);
  }

  @Test
  void aPublisherThatJoinsLateTakesTheFirstFrameForTheStart() {
    CameraLedger late = new CameraLedger(Samples.CAMERA, false);
    late.frameArrived(Samples.id(Samples.CAMERA, 5000));
    late.frameArrived(Samples.id(Samples.CAMERA, 5002));
    assertThat(late.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).books())
        .isEqualTo(new Books(3, 0, 1, 0));
  }

  @Test
  void aNewSessionCountsFromItsOwnStart() {
    arrive(0, 1, 2);
    ledger.frameArrived(new FrameId(Samples.CAMERA, "s2", 1));
    assertThat(books())
        .as("3 of the first session, 2 of the second")
        .isEqualTo(new Books(5, 0, 1, 0));
  }

  @Test
  void aNumberThatCannotBeIsNoMillionOfDrops() {
    arrive(0, 1);
    arrive(FrameId.MAX_SEQUENCE);
    arrive(2, 4); // 3 never came
    assertThat(books()).isEqualTo(new Books(6, 0, 1, 0));
  }

  @Test
  void aSourceThatNumbersOnFromElsewhereIsFollowed() {
    arrive(0, 1);
    arrive(500_000_000_000L, 500_000_000_001L, 500_000_000_003L); // the one before last never came
    assertThat(books()).isEqualTo(new Books(6, 0, 1, 0));
  }

  @Test
  void numbersAllOverTheRangeKeepTheBooksBalanced() {
    arrive(0, FrameId.MAX_SEQUENCE, 0, FrameId.MAX_SEQUENCE / 2, 1, FrameId.MAX_SEQUENCE, 2);
    assertThat(books().in()).isEqualTo(7);
    assertThat(books().dropped()).isZero();
    assertThat(books().inFlight()).isEqualTo(7);
  }

  @Test
  void aFramePassedOverWasDroppedUnlessItIsDead() {
    arrive(0, 1, 2, 3);
    pair(0);
    ledger.passedOver();
    ledger.passedOver();
    pair(3);
    assertThat(books()).isEqualTo(new Books(4, 2, 2, 0));
    ledger.died();
    assertThat(books()).as("death read later").isEqualTo(new Books(4, 2, 1, 1));
    assertThat(books().inFlight()).isZero();
  }

  @Test
  void aDeadFrameCountsOnceWhenItsDeathIsReadBeforeItIsPassedOver() {
    arrive(0, 1);
    ledger.died();
    assertThat(books().inFlight()).isEqualTo(1);
    ledger.passedOver();
    pair(1);
    assertThat(books()).isEqualTo(new Books(2, 1, 0, 1));
  }

  @Test
  void anUnreadableFrameIsNoGap() {
    // Given a source's frames 0 to 2, of which 1 is damaged
    arrive(0);
    ledger.malformedFrameArrived();
    ledger.died();
    arrive(2);
    assertThat(books()).isEqualTo(new Books(3, 0, 0, 1));
  }

  @Test
  void anUnreadableRecordFromElsewhereKeepsTheBooksBalanced() {
    arrive(0);
    ledger.malformedFrameArrived();
    ledger.died();
    arrive(1);
    assertThat(books().inFlight()).isEqualTo(2);
  }

  @Test
  void aMaskOfAnExpiredFrameCountsOnBothSides() {
    // Given frames 0 and 1 expired before they could be read
    ledger.unpaired(Samples.mask(0, 0), UnpairedCause.FRAME_EXPIRED);
    ledger.unpaired(Samples.mask(1, 1), UnpairedCause.FRAME_EXPIRED);
    arrive(2);
    assertThat(books()).isEqualTo(new Books(3, 2, 0, 0));
    // When the gap was taken for drops first
    arrive(5);
    assertThat(books().dropped()).isEqualTo(2);
    ledger.unpaired(Samples.mask(3, 3), UnpairedCause.FRAME_EXPIRED);
    ledger.unpaired(Samples.mask(4, 4), UnpairedCause.FRAME_EXPIRED);
    // Then it is corrected
    assertThat(books()).isEqualTo(new Books(6, 4, 0, 0));
    assertThat(ledger.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).unpaired())
        .isEqualTo(4);
  }

  @Test
  void tellsRateAndLatencyOfMasksAsTheyArrive() {
    for (int i = 0; i < 40; i++) { // 25 a second, each 100 ms after its capture
      ledger.maskArrived(Samples.mask(i, i), Samples.EPOCH.plusMillis(i * 40L + 100));
    }
    CameraStatus status =
        ledger.status(Samples.EPOCH.plusMillis(39 * 40 + 100), ModelClasses.all(ClassMap.CAMVID));
    assertThat(status.fps()).isBetween(24.9, 25.1);
    assertThat(status.latency().count()).isEqualTo(40);
    assertThat(status.latency().p50Millis()).isBetween(99.0, 101.0);
    assertThat(status.latency().p95Millis()).isBetween(99.0, 101.0);
  }

  @Test
  void rateAndLatencyForgetACameraThatStopped() {
    ledger.maskArrived(Samples.mask(0, 0), Samples.EPOCH.plusMillis(100));
    ledger.maskArrived(Samples.mask(1, 1), Samples.EPOCH.plusMillis(140));
    CameraStatus status =
        ledger.status(Samples.EPOCH.plusSeconds(20), ModelClasses.all(ClassMap.CAMVID));
    assertThat(status.fps()).isZero();
    assertThat(status.latency()).isEqualTo(LatencySummary.NONE);
  }

  @Test
  void tellsTheSharesOfTheLastMaskLargestFirst() {
    byte[] classes = new byte[100];
    Arrays.fill(classes, 0, 70, (byte) 3);
    Arrays.fill(classes, 70, 99, (byte) 8);
    classes[99] = 42;
    ledger.paired(
        new Pair(Samples.frame(0), Samples.mask(0, 0)), ClassShares.count(classes), Samples.EPOCH);
    assertThat(ledger.status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID)).share().toString())
        .isEqualTo("{road=0.7, car=0.29, class 42=0.01}");
  }
}
