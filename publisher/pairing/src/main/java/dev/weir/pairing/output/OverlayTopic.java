package dev.weir.pairing.output;

import dev.weir.frame.kafka.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;

/** The topic of overlays, JPEGs of the mask blended over its frame: its name, type and settings. */
public final class OverlayTopic {
  /** Its name. */
  public static final String NAME = "weir.overlays";

  /** The message type; the version changes when a reader of the old form would go wrong. */
  public static final String TYPE = "dev.weir.overlay.v1";

  private OverlayTopic() {}

  /** The topic to create. Overlays are as large as frames and as short-lived. */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofMinutes(10), 1L << 30);
  }
}
