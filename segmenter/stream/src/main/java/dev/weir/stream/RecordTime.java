package dev.weir.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own time, or 1970 where it has none: Kafka Streams stops at a record without a time
 * unless told otherwise, and here no time decides anything.
 *
 * <p>Public because Kafka Streams makes it by name.
 */
public final class RecordTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
