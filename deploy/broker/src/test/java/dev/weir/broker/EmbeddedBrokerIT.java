package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final TopicPartition PLACE = new TopicPartition("t", 0);

  @TempDir Path directory;

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", broker.bootstrap(),
            "max.request.size", "16777216",
            "transactional.id", "tx"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static List<byte[]> read(EmbeddedBroker broker, int count) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PLACE));
      consumer.seekToBeginning(List.of(PLACE));
      long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> r : consumer.poll(Duration.ofMillis(200))) {
          values.add(r.value());
        }
      }
    }
    return values;
  }

  @Test
  void keepsLargeRecordsOfATransactionOverARestart() throws Exception {
    // Given a record of the size of a raw frame
    byte[] large = new byte[5 << 20];
    new Random(1).nextBytes(large);
    BrokerOptions options = BrokerOptions.at(0, directory.resolve("data"));

    // When it is written in a transaction and the broker is started again
    try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
      createTopic(broker);
      try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("t", large)).get();
        producer.commitTransaction();
      }
      assertThat(read(broker, 1)).hasSize(1);
    }

    // Then it is there
    try (EmbeddedBroker again = EmbeddedBroker.start(options)) {
      assertThat(read(again, 1)).containsExactly(large);
    }
  }

  @Test
  void saysThatAPortIsTaken() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      int taken = Integer.parseInt(broker.bootstrap().replaceFirst(".*:", ""));
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerOptions.at(taken, null)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("port " + taken + " on localhost is taken");
    }
  }

  @Test
  void leavesNothingBehindAndMayBeClosedTwice() throws Exception {
    // Given
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = brokers(temporary);
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null));
    List<Path> during = new ArrayList<>(brokers(temporary));
    during.removeAll(before);

    // When
    broker.close();
    broker.close();

    // Then
    assertThat(during).hasSize(1);
    assertThat(brokers(temporary)).doesNotContainAnyElementsOf(during);
  }

  private static List<Path> brokers(Path temporary) throws Exception {
    try (var paths = Files.list(temporary)) {
      return paths.filter(p -> p.getFileName().toString().startsWith("weir-broker-")).toList();
    }
  }

  @Test
  void refusesADirectoryThatItCannotMake() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerOptions.at(0, file.resolve("data"))))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("file");
  }
}
