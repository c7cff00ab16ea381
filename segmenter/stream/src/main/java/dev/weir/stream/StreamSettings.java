package dev.weir.stream;

import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.Topics;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams, with the reason for each. User settings override all of them. */
final class StreamSettings {
  private static final Duration FOREVER = Duration.ofDays(1);
  private static final String TRANSACTION_TIMEOUT =
      StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

  private StreamSettings() {}

  static Properties of(
      KafkaConnection kafka,
      SegmenterStageOptions options,
      Path stateDirectory,
      FrameAccounting accounting) {
    Properties p = new Properties();
    // Connection, record size and no linger: the same as for every producer and consumer.
    kafka.producer().forEach((k, v) -> p.put(StreamsConfig.producerPrefix(k), v));
    kafka.consumer().forEach((k, v) -> p.put(StreamsConfig.consumerPrefix(k), v));
    // Kafka Streams sets these itself, and rejects or warns about user values.
    p.remove(StreamsConfig.consumerPrefix(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG));
    p.remove(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, options.applicationId());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.threads());
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    guarantee(p, options.guarantee());
    p.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // A dead segmenter is noticed after 10 s instead of the default 45 s.
    p.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    p.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    // Same as Kafka's default. Set explicitly because waits for the engine are limited to a quarter
    // of it.
    p.put(consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), 300_000);
    // The default of 100 ms adds latency: while the thread waits for frames, it forwards no masks.
    // The median mask waited 2 ms longer with 5 ms than with 2; 1 gains nothing more (weir bench
    // latency --fps 30, two cores).
    p.put(StreamsConfig.POLL_MS_CONFIG, 2L);
    // The default of 1000 records each would be 200 MB of frames for every partition. A record may
    // be 16 MB, so a small heap holds fewer.
    int held = recordsHeld(Runtime.getRuntime().maxMemory());
    p.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), Math.max(1, held / 2));
    p.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, held);
    p.put(
        consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        Math.min(ConsumerConfig.DEFAULT_FETCH_MAX_BYTES, held * Topics.MAX_MESSAGE_BYTES / 2));
    // Do not hold up one partition until another has a record: only the order within a camera
    // matters.
    p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    p.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    p.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedRecords.class);
    p.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
    // Wait for an unreachable broker: by default a task fails after five minutes.
    p.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Long.MAX_VALUE);
    // By default a call that needs a broker, such as a lookup of a topic's partitions, fails after
    // a minute and kills the stream thread.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), Long.MAX_VALUE);
    p.put(DeadLetters.LEDGER, accounting);
    kafka.overrides().forEach((key, value) -> override(p, key, value));
    return p;
  }

  /**
   * Returns how many records of each partition are buffered: an eighth of the heap (in bytes), 2 to
   * 16.
   */
  static int recordsHeld(long heap) {
    return (int) Math.max(2, Math.min(16, heap / 8 / Topics.MAX_MESSAGE_BYTES));
  }

  private static void guarantee(Properties p, DeliveryGuarantee guarantee) {
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
      // Masks become visible when their transaction commits, so this interval adds latency. Each
      // commit also waits for the frames in flight, so a shorter interval would cost throughput.
      p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 40L);
      // Readers wait this long for a transaction that a killed segmenter left open. Waits for the
      // engine are limited to half of it.
      p.put(TRANSACTION_TIMEOUT, 10_000);
    } else {
      p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
      // Limits the work that is repeated after a crash; the default is 30 s. Each commit waits for
      // the frames in flight, so a shorter interval would cost throughput.
      p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000L);
    }
  }

  /** Applies a setting without a prefix to every client, including settings with a prefix above. */
  private static void override(Properties p, String key, String value) {
    p.put(key, value);
    for (String prefixed : List.of(consumer(key), StreamsConfig.producerPrefix(key))) {
      if (p.containsKey(prefixed)) {
        p.put(prefixed, value);
      }
    }
  }

  /** Returns how long a stream thread may wait under these settings. */
  static EngineTimeouts timeouts(Properties settings, Duration stalled) {
    boolean transactions =
        StreamsConfig.EXACTLY_ONCE_V2.equals(
            settings.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    return EngineTimeouts.within(
        stalled,
        millis(settings, consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG)),
        transactions ? millis(settings, TRANSACTION_TIMEOUT) : FOREVER);
  }

  /** How long a stream thread may wait with such a connection and options. */
  static EngineTimeouts timeouts(KafkaConnection kafka, SegmenterStageOptions options) {
    return timeouts(of(kafka, options, Path.of(""), new FrameAccounting()), options.stalled());
  }

  private static Duration millis(Properties settings, String key) {
    Object value = settings.get(key);
    if (value == null) {
      throw new IllegalStateException(key + " is not set");
    }
    return Duration.ofMillis(Long.parseLong(value.toString()));
  }

  private static String consumer(String key) {
    return StreamsConfig.consumerPrefix(key);
  }
}
