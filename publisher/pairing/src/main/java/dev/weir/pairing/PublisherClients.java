package dev.weir.pairing;

import dev.weir.frame.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The publisher's Kafka clients. All use byte arrays, so an unreadable record cannot stop a
 * consumer. Confined to the stage's thread.
 *
 * @param masks member of the group; its assignment determines the publisher's partitions
 * @param frames manually assigned to the same partitions
 * @param dead manually assigned to the same partitions
 * @param output statistics and overlays
 */
record PublisherClients(
    Consumer<byte[], byte[]> masks,
    Consumer<byte[], byte[]> frames,
    Consumer<byte[], byte[]> dead,
    Producer<byte[], byte[]> output)
    implements AutoCloseable {
  private static final CloseOptions SOON = CloseOptions.timeout(Duration.ofMillis(400));

  /** Creates the clients without waiting for a broker. */
  static PublisherClients open(KafkaConnection kafka, PublisherOptions options) {
    Map<String, Object> group = kafka.consumer();
    group.put(ConsumerConfig.GROUP_ID_CONFIG, options.groupId());
    group.put(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        options.startFrom() == PublisherOptions.StartFrom.EARLIEST ? "earliest" : "latest");
    Map<String, Object> beside = kafka.consumer();
    beside.remove(ConsumerConfig.GROUP_ID_CONFIG);
    // If retention removed the next record, continue with the oldest one left.
    beside.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new PublisherClients(
        consumer(group),
        consumer(beside),
        consumer(beside),
        new KafkaProducer<>(
            kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    // Nested, so that a client that fails to close does not keep the others open.
    try {
      output.close(Duration.ofMillis(400));
    } finally {
      try {
        masks.close(SOON);
      } finally {
        try {
          frames.close(SOON);
        } finally {
          dead.close(SOON);
        }
      }
    }
  }
}
