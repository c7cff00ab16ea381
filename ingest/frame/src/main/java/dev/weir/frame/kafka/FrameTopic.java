package dev.weir.frame.kafka;

import dev.weir.frame.Frame;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of frames: name, message type, settings, and records. */
public final class FrameTopic {
  /** The topic's name. */
  public static final String NAME = "weir.frames";

  /**
   * The message type. Its version changes when readers of the old format would misread the new one.
   */
  public static final String TYPE = "dev.weir.frame.v1";

  private FrameTopic() {}

  /**
   * The topic to create. Frames are live data: ten minutes of retention are enough for a consumer
   * to restart, and the size limit keeps the disk from filling up.
   */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(
        NAME, partitions, replication, Duration.ofMinutes(10), Topics.GIBIBYTE);
  }

  /** Creates a frame's record. Its key is the camera, its timestamp the capture time. */
  public static ProducerRecord<String, Frame> record(Frame frame) {
    return new ProducerRecord<>(
        NAME, null, frame.captureTime().toEpochMilli(), frame.id().camera().value(), frame);
  }
}
