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
}
