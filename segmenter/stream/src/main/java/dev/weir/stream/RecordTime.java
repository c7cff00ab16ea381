package dev.weir.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Returns the record's own timestamp, or 1970 if it has none. By default Kafka Streams fails on a
 * record without a timestamp; here the timestamp does not affect processing.
 *
 * <p>Public because Kafka Streams creates it by class name.
 */
public final class RecordTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
