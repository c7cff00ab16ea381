package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameSerializer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameSenderTest {
  private static final Frame FRAME =
      new Frame(
          new FrameId(new CameraId("front"), "s", 0),
          Instant.EPOCH,
          1,
          1,
          FrameEncoding.JPEG,
          new byte[3],
          null);

  private final CameraCounter counter = new CameraCounter();
  private final FrameSender sender =
      new FrameSender(
          "front",
          new MockProducer<>(
              true, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer()),
          counter);

  @Test
  void aFrameThatIsOfferedAfterTheEndIsCounted() throws InterruptedException {
    // Given
    sender.close();

    // When
    counter.delivered();
    sender.offerNewest(FRAME);
    counter.delivered();
    sender.offerPatiently(FRAME);

    // Then
    assertThat(counter.counts()).isEqualTo(new FrameCounts(2, 0, Map.of(DropCause.STOPPED, 2L), 0));
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
    // Given 45 frames, 30 per second, before Kafka confirms the first
    FrameSender live = new FrameSender("front", slow, counter);
    for (int i = 0; i < 45; i++) {
      counter.delivered();
      live.offerNewest(FRAME);
    }

    // When
    confirm(45);
    live.awaitEmpty();

    // Then
    assertThat(counter.counts()).isEqualTo(new FrameCounts(45, 45, Map.of(), 0));
  }

  @Test
  void onceKafkaHasKeptUpTheNewestFrameCountsAndTheBacklogIsShort() throws InterruptedException {
    // Given
    FrameSender live = new FrameSender("front", slow, counter);
    for (int i = 0; i < 2; i++) {
      counter.delivered();
      live.offerNewest(FRAME);
      confirm(1);
      live.awaitEmpty();
    }

    // When Kafka stops confirming
    for (int i = 0; i < 45; i++) {
      counter.delivered();
      live.offerNewest(FRAME);
    }

    // Then
    assertThat(counter.counts().dropped().get(DropCause.KAFKA_SLOW)).isGreaterThanOrEqualTo(35L);
    live.close();
  }

  @Test
  void aKafkaThatNeverAnswersDoesNotFillTheMemory() {
    // Given
    FrameSender live = new FrameSender("front", slow, counter);

    // When
    for (int i = 0; i < 1000; i++) {
      counter.delivered();
      live.offerNewest(FRAME);
    }

    // Then
    assertThat(counter.counts().inFlight()).isLessThanOrEqualTo(8 + 48);
    live.close();
  }
}
