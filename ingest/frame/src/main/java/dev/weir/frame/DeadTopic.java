package dev.weir.frame;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The topic of records that could not be processed: key, value and headers as they came, and beside
 * them why ({@value #CAUSE}), where it failed ({@value #STAGE}) and where it lay ({@value
 * #ORIGIN}).
 */
public final class DeadTopic {
  /** Its name. */
  public static final String NAME = "weir.dead";

  /** Header: what went wrong, in a sentence. */
  public static final String CAUSE = "weir_cause";

  /** Header: the stage that gave up, such as {@code segmenter}. */
  public static final String STAGE = "weir_stage";

  /** Header: {@code topic-partition@offset} of the record that failed. */
  public static final String ORIGIN = "weir_origin";

  private DeadTopic() {}

  /** The topic to create. A week, so that somebody can look and replay. */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofDays(7), Topics.GIBIBYTE);
  }

  /** The dead record of one that failed. */
  public static ProducerRecord<byte[], byte[]> record(
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      String stage,
      FrameRef origin,
      Throwable cause) {
    Headers all = new RecordHeaders(headers);
    all.remove(CAUSE).remove(STAGE).remove(ORIGIN);
    all.add(CAUSE, utf8(cause.getMessage() == null ? cause.toString() : cause.getMessage()));
    all.add(STAGE, utf8(stage));
    all.add(ORIGIN, utf8(origin.toString()));
    return new ProducerRecord<>(NAME, origin.partition(), key, value, all);
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }
}
