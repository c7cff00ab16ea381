package dev.weir.mask;

import dev.weir.frame.kafka.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of masks: its name, its message type, its settings, its records. */
public final class MaskTopic {
  /** Its name. */
  public static final String NAME = "weir.masks";

  /** The message type; the version changes when a reader of the old form would go wrong. */
  public static final String TYPE = "dev.weir.mask.v1";

  private MaskTopic() {}

  /** The topic to create. Masks are small and are what users come for: a day. */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofDays(1), 1L << 30);
  }

  /** The record of a mask: keyed by camera, timed by capture. */
  public static ProducerRecord<String, Mask> record(Mask mask) {
    return new ProducerRecord<>(
        NAME, null, mask.timing().captured().toEpochMilli(), mask.id().camera().value(), mask);
  }
}
