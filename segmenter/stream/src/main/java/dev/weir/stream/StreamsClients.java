package dev.weir.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Creates the clients of Kafka Streams. They report commits to the {@link FrameAccounting}, since
 * Kafka Streams does not, and they can be released from calls that wait for a broker.
 *
 * <p>Stream threads create and use the clients. Any thread may call {@link #release}.
 */
final class StreamsClients implements KafkaClientSupplier {
  private final FrameAccounting accounting;
  private final Queue<TellingProducer> producers = new ConcurrentLinkedQueue<>();
  private final Queue<Consumer<byte[], byte[]>> consumers = new ConcurrentLinkedQueue<>();

  StreamsClients(FrameAccounting accounting) {
    this.accounting = accounting;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    producers.removeIf(TellingProducer::isClosed); // a fenced producer is replaced
    TellingProducer producer = new TellingProducer(config, accounting);
    producers.add(producer);
    return producer;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Consumer<byte[], byte[]> consumer = new TellingConsumer(config, accounting);
    consumers.add(consumer);
    return consumer;
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Ends every call that waits for a broker, with an exception on its own thread. Records still
   * buffered in the producers are discarded; they are not committed.
   */
  void release() {
    producers.forEach(producer -> producer.close(Duration.ZERO));
    consumers.forEach(Consumer::wakeup);
  }

  private static void tell(
      FrameAccounting accounting, Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> accounting.committed(partition, offset.offset()));
  }

  private static final class TellingConsumer extends KafkaConsumer<byte[], byte[]> {
    private final FrameAccounting accounting;

    TellingConsumer(Map<String, Object> config, FrameAccounting accounting) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.accounting = accounting;
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
      super.commitSync(offsets);
      tell(accounting, offsets);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      super.commitSync(offsets, timeout);
      tell(accounting, offsets);
    }
  }

  private static final class TellingProducer extends KafkaProducer<byte[], byte[]> {
    private final FrameAccounting accounting;
    private final Map<TopicPartition, OffsetAndMetadata> inTransaction = new HashMap<>();
    private volatile boolean closed;

    TellingProducer(Map<String, Object> config, FrameAccounting accounting) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
      this.accounting = accounting;
    }

    @Override
    public void beginTransaction() {
      inTransaction.clear();
      super.beginTransaction();
    }

    @Override
    public void sendOffsetsToTransaction(
        Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      super.sendOffsetsToTransaction(offsets, group);
      inTransaction.putAll(offsets);
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
      super.close();
    }

    @Override
    public void close(Duration timeout) {
      closed = true;
      super.close(timeout);
    }

    @Override
    public void commitTransaction() {
      try {
        super.commitTransaction();
      } catch (ProducerFencedException | InvalidProducerEpochException e) {
        throw e; // aborted
      } catch (KafkaException e) {
        inTransaction.forEach(
            (partition, offset) -> accounting.commitUnanswered(partition, offset.offset()));
        throw e;
      }
      tell(accounting, inTransaction);
      inTransaction.clear();
    }
  }
}
