package dev.weir.pairing.output;

import dev.weir.frame.kafka.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topic of statistics, a {@link FrameStats} as JSON for each frame: its name, type and
 * settings. The JSON keeps the schema {@code dev/weir/render/stats-v1.schema.json} beside this
 * class.
 */
public final class StatsTopic {
  /** Its name. */
  public static final String NAME = "weir.stats";

  /** The message type; the version changes when a reader of the old form would go wrong. */
  public static final String TYPE = "dev.weir.stats.v1";

  /** The schema of the JSON, a resource of this class. */
  public static final String SCHEMA = "stats-v1.schema.json";

  private StatsTopic() {}

  /** The topic to create. Statistics are small and are looked back at: a week. */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofDays(7), 1L << 30);
  }
}
