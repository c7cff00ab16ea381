package dev.weir.stream;

import dev.weir.frame.KafkaConnection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams, each with its reason. */
final class StreamSettings {
  private StreamSettings() {}

  static Properties of(
      KafkaConnection kafka, SegmenterStageOptions options, Path stateDirectory, Ledger ledger) {
    Properties p = new Properties();
    // Connection, record size, no waiting for fuller batches: as of every producer and consumer.
    kafka.producer().forEach((k, v) -> p.put(StreamsConfig.producerPrefix(k), v));
    kafka.consumer().forEach((k, v) -> p.put(StreamsConfig.consumerPrefix(k), v));
    // Streams decides these two by itself, and refuses or warns where they are set.
    p.remove(StreamsConfig.consumerPrefix(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG));
    p.remove(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, options.applicationId());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.threads());
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // A segmenter that died is missed after 10 s, not after the default of 45.
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    // The default of 100 ms is latency: a frame would wait for it.
    p.put(StreamsConfig.POLL_MS_CONFIG, 5L);
    // The defaults of 1000 records each would be 200 MB of frames for every partition.
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 8);
    p.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 16);
    // What is done again after a crash is at most this much; the default is 30 s.
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500L);
    // One partition is not held up until another has a record: order is by camera alone.
    p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    p.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    p.put(DeadLetters.LEDGER, ledger);
    for (Map.Entry<String, String> override : kafka.overrides().entrySet()) {
      p.put(override.getKey(), override.getValue());
    }
    return p;
  }
}
