package dev.weir.mask;

import dev.weir.frame.kafka.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The masks topic: its name, message type, settings and records. */
public final class MaskTopic {
  /** The topic's name. */
  public static final String NAME = "weir.masks";

  /**
   * The message type. The version changes when readers of the old format would misread the new one.
   */
  public static final String TYPE = "dev.weir.mask.v1";

  private MaskTopic() {}

  /**
   * Returns the topic to create. Retention is a day: masks are small, and they are what users read.
   */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofDays(1), 1L << 30);
  }

  /** Creates the record of a mask, keyed by camera, with the capture time as its timestamp. */
  public static ProducerRecord<String, Mask> record(Mask mask) {
    return new ProducerRecord<>(
        NAME, null, mask.timing().captured().toEpochMilli(), mask.id().camera().value(), mask);
  }
}
