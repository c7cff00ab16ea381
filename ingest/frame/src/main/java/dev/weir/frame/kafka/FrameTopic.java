package dev.weir.frame.kafka;

import dev.weir.frame.Frame;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of frames: its name, its message type, its settings, its records. */
public final class FrameTopic {
  /** Its name. */
  public static final String NAME = "weir.frames";

  /** The message type; the version changes when a reader of the old form would go wrong. */
  public static final String TYPE = "dev.weir.frame.v1";

  private FrameTopic() {}

  /**
   * The topic to create. Frames are live matter: ten minutes let a consumer restart; the size limit
   * keeps a disk from filling.
   */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(
        NAME, partitions, replication, Duration.ofMinutes(10), Topics.GIBIBYTE);
  }

  /** The record of a frame: keyed by camera, timed by capture. */
  public static ProducerRecord<String, Frame> record(Frame frame) {
    return new ProducerRecord<>(
        NAME, null, frame.captureTime().toEpochMilli(), frame.id().camera().value(), frame);
  }
}
