package dev.weir.pairing.output;

import dev.weir.frame.kafka.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The overlays topic: JPEGs of the mask blended over its frame. Holds the topic's name, type and
 * settings.
 */
public final class OverlayTopic {
  /** The topic's name. */
  public static final String NAME = "weir.overlays";

  /** The message type; the version changes when readers of the old format would break. */
  public static final String TYPE = "dev.weir.overlay.v1";

  private OverlayTopic() {}

  /** Returns the topic to create. Overlays are as large as frames and kept as briefly. */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofMinutes(10), 1L << 30);
  }
}
