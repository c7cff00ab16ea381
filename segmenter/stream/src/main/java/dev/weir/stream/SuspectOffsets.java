package dev.weir.stream;

import dev.weir.frame.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps suspect frames in Kafka, so that every segmenter of the application finds them: as metadata
 * of the offsets of the consumer group {@code APPLICATION-suspects}, which has no members. Kafka
 * deletes these offsets with their topic. The offsets of the application itself cannot hold them:
 * Kafka Streams uses their metadata.
 *
 * <p>If Kafka does not answer or does not permit it, that is logged, and the frame is tried again
 * as if it had never hung. Thread-safe; each call takes up to 5 s.
 */
final class SuspectOffsets implements SuspectFrames.Store {
  private static final Logger LOG = LoggerFactory.getLogger(SuspectOffsets.class);
  private static final int ANSWER_MILLIS = (int) Duration.ofSeconds(5).toMillis();

  /** Kafka stores up to 4096 bytes of metadata per offset; an entry takes at most 22. */
  private static final int MAX_ENTRIES = 100;

  private final KafkaConnection kafka;
  private final String group;

  SuspectOffsets(KafkaConnection kafka, String applicationId) {
    this.kafka = kafka;
    this.group = applicationId + "-suspects";
  }

  @Override
  public Map<Long, Integer> load(TopicPartition partition) {
    try (Admin admin = Admin.create(kafka.admin())) {
      OffsetAndMetadata stored =
          admin
              .listConsumerGroupOffsets(
                  Map.of(
                      group,
                      new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                  new ListConsumerGroupOffsetsOptions().timeoutMs(ANSWER_MILLIS))
              .partitionsToOffsetAndMetadata(group)
              .get()
              .get(partition);
      return stored == null ? Map.of() : parse(stored.metadata());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("suspect frames not read group={} cause=\"{}\"", group, reason(e));
      return Map.of();
    }
  }

  @Override
  public void save(TopicPartition partition, NavigableMap<Long, Integer> hangs) {
    NavigableMap<Long, Integer> newest = new TreeMap<>(hangs);
    while (newest.size() > MAX_ENTRIES) {
      newest.pollFirstEntry();
    }
    OffsetAndMetadata stored = new OffsetAndMetadata(newest.firstKey(), format(newest));
    try (Admin admin = Admin.create(kafka.admin())) {
      admin
          .alterConsumerGroupOffsets(
              group,
              Map.of(partition, stored),
              new AlterConsumerGroupOffsetsOptions().timeoutMs(ANSWER_MILLIS))
          .all()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn(
          "suspect frames not saved group={} cause=\"{}\"; after a restart they are tried again",
          group,
          reason(e));
    }
  }

  private static String reason(Exception e) {
    Throwable cause = KafkaConnection.cause(e);
    return String.valueOf(cause.getMessage());
  }

  /** Writes {@code offset:hangs}, separated by blanks. */
  static String format(NavigableMap<Long, Integer> hangs) {
    return hangs.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #format} writes, and skips anything else. */
  static NavigableMap<Long, Integer> parse(String metadata) {
    NavigableMap<Long, Integer> hangs = new TreeMap<>();
    for (String entry : metadata.split(" ", -1)) {
      if (entry.matches("\\d{1,18}:\\d{1,3}")) {
        int colon = entry.indexOf(':');
        hangs.put(
            Long.valueOf(entry.substring(0, colon)), Integer.valueOf(entry.substring(colon + 1)));
      }
    }
    return hangs;
  }
}
