package dev.weir.pairing;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cursor of a Kafka consumer to which the partition is assigned. Confined to the stage's
 * thread.
 */
record ConsumerFramesCursor(Consumer<byte[], byte[]> consumer, TopicPartition partition)
    implements FramesCursor {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerFramesCursor.class);
  private static final Duration ANSWER = Duration.ofMillis(500);

  @Override
  public OptionalLong end() {
    try {
      Long end = consumer.endOffsets(List.of(partition), ANSWER).get(partition);
      return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    } catch (TimeoutException e) {
      LOG.debug("end of frames not known yet: partition={}", partition);
      return OptionalLong.empty();
    }
  }

  @Override
  public void seek(long offset) {
    consumer.seek(partition, offset);
  }
}
