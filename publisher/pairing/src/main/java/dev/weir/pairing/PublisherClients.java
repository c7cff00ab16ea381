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
 * The publisher's connections. All speak bytes: a record that cannot be read must not stop its
 * consumer. Confined to the stage's thread.
 *
 * @param masks member of the group; decides which partitions are ours
 * @param frames assigned by hand, the same partitions
 * @param dead assigned by hand, the same partitions
 * @param output statistics and overlays
 */
record PublisherClients(
    Consumer<byte[], byte[]> masks,
    Consumer<byte[], byte[]> frames,
    Consumer<byte[], byte[]> dead,
    Producer<byte[], byte[]> output)
    implements AutoCloseable {
  private static final CloseOptions SOON = CloseOptions.timeout(Duration.ofMillis(400));

  /** Connects, without waiting for a broker. */
  static PublisherClients open(KafkaConnection kafka, PublisherOptions options) {
    Map<String, Object> group = kafka.consumer();
    group.put(ConsumerConfig.GROUP_ID_CONFIG, options.groupId());
    group.put(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        options.startFrom() == PublisherOptions.StartFrom.EARLIEST ? "earliest" : "latest");
    Map<String, Object> beside = kafka.consumer();
    beside.remove(ConsumerConfig.GROUP_ID_CONFIG);
    // Where retention has overtaken us we go on with what is left.
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
    // Nested, so that one that fails to close does not keep the others open.
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
