package dev.weir.frame.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The connection to Kafka")
class KafkaConnectionTest {
  @Test
  void aProducerNeverGivesUpUnlessTheUserSaysSo() {
    assertThat(new KafkaConnection("localhost:9092").producer())
        .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE);
    assertThat(
            new KafkaConnection("localhost:9092", Map.of("delivery.timeout.ms", "5000")).producer())
        .containsEntry("delivery.timeout.ms", "5000");
  }
}
