package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameSerializer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {
  private static final Frame FRAME =
      new Frame(
          new FrameId(new CameraId("front"), "s", 0),
          Instant.EPOCH,
          1,
          1,
          FrameEncoding.BGR,
          new byte[3],
          null);

  private final CameraLedger ledger = new CameraLedger();
  private final Outbox outbox =
      new Outbox(
          "front",
          new MockProducer<>(
              true, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer()),
          ledger);

  @Test
  void whatIsOfferedAfterTheEndIsInTheBooks() throws InterruptedException {
    // Given
    outbox.close();

    // When
    ledger.delivered();
    outbox.offerNewest(FRAME);
    ledger.delivered();
    outbox.offerPatiently(FRAME);

    // Then
    assertThat(ledger.books()).isEqualTo(new IngestBooks(2, 0, Map.of(DropCause.STOPPED, 2L), 0));
  }

  private final MockProducer<String, Frame> slow =
      new MockProducer<>(
          false, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer());

  private void confirm(int frames) {
    for (int i = 0; i < frames; i++) {
      while (!slow.completeNext()) {
        Thread.onSpinWait(); // the sender has not sent it yet
      }
    }
  }

  @Test
  void theFirstSecondAndAHalfOfALiveCameraWaitsForAKafkaThatIsStillConnecting()
      throws InterruptedException {
    // Given 45 frames, 30 a second, before Kafka confirms the first
    Outbox live = new Outbox("front", slow, ledger);
    for (int i = 0; i < 45; i++) {
      ledger.delivered();
      live.offerNewest(FRAME);
    }

    // When
    confirm(45);
    live.awaitEmpty();

    // Then
    assertThat(ledger.books()).isEqualTo(new IngestBooks(45, 45, Map.of(), 0));
  }

  @Test
  void onceKafkaHasKeptUpTheNewestFrameCountsAndTheBacklogIsShort() throws InterruptedException {
    // Given
    Outbox live = new Outbox("front", slow, ledger);
    for (int i = 0; i < 2; i++) {
      ledger.delivered();
      live.offerNewest(FRAME);
      confirm(1);
      live.awaitEmpty();
    }

    // When Kafka confirms nothing any more
    for (int i = 0; i < 45; i++) {
      ledger.delivered();
      live.offerNewest(FRAME);
    }

    // Then
    assertThat(ledger.books().dropped().get(DropCause.KAFKA_SLOW)).isGreaterThanOrEqualTo(35L);
    live.close();
  }

  @Test
  void aKafkaThatNeverAnswersDoesNotFillTheMemory() {
    // Given
    Outbox live = new Outbox("front", slow, ledger);

    // When
    for (int i = 0; i < 1000; i++) {
      ledger.delivered();
      live.offerNewest(FRAME);
    }

    // Then
    assertThat(ledger.books().inFlight()).isLessThanOrEqualTo(8 + 48);
    live.close();
  }
}
