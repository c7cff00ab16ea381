package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.Topics;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.BrightnessSegmenter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("New topics")
class FreshTopicsIT {
  private static final int TOPICS = 20;
  private static final int PARTITIONS = 16;
  private static final int RECORDS = 10;

  @Test
  void areNotMadeBesideOnesThatDoNotFitTogether() throws Exception {
    // Given topics of two and three partitions
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      try (Admin admin = Admin.create(kafka.admin())) {
        admin
            .createTopics(
                List.of(
                    FrameTopic.definition(2, (short) 1), DeadLetterTopic.definition(3, (short) 1)))
            .all()
            .get();

        // When a stage starts
        assertThatThrownBy(
                () ->
                    SegmenterStage.start(
                        kafka, new BrightnessSegmenter(), SegmenterStageOptions.defaults()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("weir.dead=3 weir.frames=2");

        // Then it has created none
        assertThat(admin.listTopics().names().get())
            .containsExactlyInAnyOrder(FrameTopic.NAME, DeadLetterTopic.NAME);
      }
    }
  }

  @Test
  void haveAsManyPartitionsAsAnyOtherOfWeirs() throws Exception {
    // Given
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      try (Admin admin = Admin.create(kafka.admin())) {
        admin.createTopics(List.of(MaskTopic.definition(3, (short) 1))).all().get();

        // When ingest starts, which does not know the masks topic
        Topics.ensureForStage(
            kafka, 1, partitions -> List.of(FrameTopic.definition(partitions, (short) 1)));

        // Then
        assertThat(admin.describeTopics(List.of(FrameTopic.NAME)).allTopicNames().get().values())
            .singleElement()
            .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
      }
    }
  }

  @Test
  void loseNoneOfTheFirstRecords() throws Exception {
    // Given a producer that sends more before its first batch is acknowledged
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      Map<String, Object> settings = kafka.producer();
      settings.put("batch.size", 1);
      settings.put("linger.ms", 0);
      settings.put("request.timeout.ms", 3_000);
      settings.put("delivery.timeout.ms", 5_000);
      AtomicInteger written = new AtomicInteger();
      Queue<Exception> lost = new ConcurrentLinkedQueue<>();
      try (Admin admin = Admin.create(kafka.admin());
          KafkaProducer<String, byte[]> producer =
              new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
        for (int t = 0; t < TOPICS; t++) {
          // When topics are created and written to immediately
          String topic = "fresh-" + t;
          Topics.ensure(
              admin,
              List.of(Topics.definition(topic, PARTITIONS, (short) 1, Duration.ofHours(1), 1)));
          for (int i = 0; i < RECORDS * PARTITIONS; i++) {
            var unused =
                producer.send(
                    new ProducerRecord<>(topic, i % PARTITIONS, "k", new byte[10]),
                    (place, failure) -> {
                      if (failure == null) {
                        written.incrementAndGet();
                      } else {
                        lost.add(failure);
                      }
                    });
          }
        }
        producer.flush();
      }

      // Then
      assertThat(lost).isEmpty();
      assertThat(written).hasValue(TOPICS * RECORDS * PARTITIONS);
    }
  }
}
