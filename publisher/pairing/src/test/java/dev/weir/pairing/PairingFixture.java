package dev.weir.pairing;

import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.join.Samples;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One partition's pairing whose output and frames cursor can be inspected, and records for it. */
final class PairingFixture implements FramesCursor {
  /** The sequence numbers of the paired frames, in order. */
  final List<Long> paired = new ArrayList<>();

  /** The offsets to which the cursor was moved, in order. */
  final List<Long> seeks = new ArrayList<>();

  final MockProducer<byte[], byte[]> output =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  final PartitionPairing pairing;
  private final long framesEnd;

  /** Creates a pairing whose frames topic ends at {@code framesEnd}. */
  PairingFixture(long framesEnd) {
    this.framesEnd = framesEnd;
    PublisherOptions options = PublisherOptions.defaults();
    PairHandler handler =
        new PairHandler(
            pair -> paired.add(pair.frame().id().sequence()),
            new PairPublisher(output, options),
            Clock.systemUTC());
    pairing = new PartitionPairing(0, 0, this, handler, options);
  }

  @Override
  public OptionalLong end() {
    return OptionalLong.of(framesEnd);
  }

  @Override
  public void seek(long offset) {
    seeks.add(offset);
  }

  /** Returns what was written to a topic. */
  List<ProducerRecord<byte[], byte[]>> written(String topic) {
    return output.history().stream().filter(r -> r.topic().equals(topic)).toList();
  }

  static ConsumerRecord<byte[], byte[]> mask(long offset, Mask mask) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new MaskSerializer().serialize(MaskTopic.NAME, headers, mask);
    return record(MaskTopic.NAME, offset, headers, value);
  }

  static ConsumerRecord<byte[], byte[]> frame(long offset) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new FrameSerializer().serialize(FrameTopic.NAME, headers, Samples.frame(offset));
    return record(FrameTopic.NAME, offset, headers, value);
  }

  static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, RecordHeaders headers, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        value == null ? -1 : value.length,
        new byte[0],
        value,
        headers,
        Optional.empty());
  }

  /** Returns the same record under another key. */
  static ConsumerRecord<byte[], byte[]> keyed(
      byte @Nullable [] key, ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        0,
        record.serializedValueSize(),
        key,
        record.value(),
        record.headers(),
        Optional.empty());
  }
}
