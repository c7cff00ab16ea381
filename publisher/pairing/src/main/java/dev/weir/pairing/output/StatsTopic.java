package dev.weir.pairing.output;

import dev.weir.frame.kafka.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The statistics topic: one {@link FrameStats} as JSON per frame. Holds the topic's name, type and
 * settings. The JSON follows the schema {@code dev/weir/pairing/output/stats-v1.schema.json} beside
 * this class.
 */
public final class StatsTopic {
  /** The topic's name. */
  public static final String NAME = "weir.stats";

  /** The message type; the version changes when readers of the old format would break. */
  public static final String TYPE = "dev.weir.stats.v1";

  /** The JSON schema, a resource of this class. */
  public static final String SCHEMA = "stats-v1.schema.json";

  private StatsTopic() {}

  /** Returns the topic to create. Statistics are small and useful later: kept for a week. */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofDays(7), 1L << 30);
  }
}
