package dev.weir.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.FrameRef;
import dev.weir.frame.FrameSerializer;
import dev.weir.frame.FrameTopic;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A partition's lane")
class PartitionLaneTest {
  private static final FrameRef ELSEWHERE = new FrameRef("other", 0, 5);

  private final List<Long> paired = new ArrayList<>();
  private final PartitionLane lane = lane(100);

  /** A lane whose frames topic ends there. */
  private PartitionLane lane(long framesEnd) {
    PublisherOptions options = PublisherOptions.defaults();
    MockProducer<byte[], byte[]> output =
        new MockProducer<>(
            true,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    PairDesk desk =
        new PairDesk(
            pair -> paired.add(pair.frame().id().sequence()),
            new PairPublisher(output, options),
            Clock.systemUTC());
    return new PartitionLane(0, 0, () -> OptionalLong.of(framesEnd), desk, options);
  }

  private static ConsumerRecord<byte[], byte[]> mask(long offset, Mask mask) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new MaskSerializer().serialize(MaskTopic.NAME, headers, mask);
    return record(MaskTopic.NAME, offset, headers, value);
  }

  private static ConsumerRecord<byte[], byte[]> frame(long offset) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new FrameSerializer().serialize(FrameTopic.NAME, headers, Samples.frame(offset));
    return record(FrameTopic.NAME, offset, headers, value);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, RecordHeaders headers, byte[] value) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        headers,
        Optional.empty());
  }

  private long committable() {
    return lane.committable().offset();
  }

  @Test
  void whatIsCommittedIsTheFirstMaskThatWaitsWhateverIsReadAfterIt() {
    // Given a mask that waits for its frame
    lane.startAt(0, 0);
    lane.mask(mask(10, Samples.mask(0, 0)));
    assertThat(committable()).isEqualTo(10);

    // When masks of somebody else's frames, and a second one that waits, come after it
    lane.mask(mask(11, Samples.mask(Samples.frame(1), ELSEWHERE)));
    lane.mask(mask(12, Samples.mask(Samples.frame(2), new FrameRef(FrameTopic.NAME, 3, 7))));
    lane.mask(mask(13, Samples.mask(1, 1)));

    // Then the first still is, until it is paired; then the second
    assertThat(committable()).isEqualTo(10);
    lane.frame(frame(0));
    assertThat(committable()).isEqualTo(13);
    lane.frame(frame(1));
    assertThat(committable()).isEqualTo(14);
    assertThat(paired).containsExactly(0L, 1L);
  }

  @Test
  void itStartsByTheFirstMaskOfItsOwnFrames() {
    // When
    OptionalLong foreign = lane.mask(mask(10, Samples.mask(Samples.frame(1), ELSEWHERE)));
    boolean startedByIt = lane.started();
    OptionalLong own = lane.mask(mask(11, Samples.mask(7, 42)));

    // Then
    assertThat(foreign).isEmpty();
    assertThat(startedByIt).isFalse();
    assertThat(own).hasValue(42);
  }

  @Test
  void itDoesNotStartByAMaskOfAFrameThatIsNotThere() {
    // When
    OptionalLong beyond = lane.mask(mask(10, Samples.mask(1, 100)));

    // Then
    assertThat(beyond).isEmpty();
    assertThat(lane.started()).isFalse();
  }

  @Test
  void aMaskOfAFrameThatIsNotThereLetsTheNextThrough() {
    // Given
    lane.startAt(0, 0);
    lane.mask(mask(10, Samples.mask(9, 1_000_000)));
    lane.mask(mask(11, Samples.mask(0, 0)));
    lane.frame(frame(0));
    assertThat(paired).isEmpty();

    // When
    lane.askForFramesEnd();

    // Then
    assertThat(paired).containsExactly(0L);
    assertThat(committable()).isEqualTo(12);
  }
}
