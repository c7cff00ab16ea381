package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.Frame;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the topology")
class DeadLettersTopologyTest extends TopologyFixture {
  @Test
  void aRecordThatIsNoFrameIsADeadLetterUnchanged() {
    // Given
    Headers odd = new RecordHeaders().add("who", "me".getBytes(StandardCharsets.UTF_8));
    byte[] bytes = {1, 2, 3};

    // When
    frames.pipeInput(new TestRecord<>("front", bytes, odd));
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then
    TestRecord<byte[], byte[]> letter = dead.readRecord();
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(letter.key()).isEqualTo("front".getBytes(StandardCharsets.UTF_8));
    assertThat(header(letter, "who")).isEqualTo("me");
    assertThat(header(letter, DeadLetterTopic.STAGE)).isEqualTo("segmenter");
    assertThat(header(letter, DeadLetterTopic.ORIGIN)).isEqualTo("weir.frames-0@0");
    assertThat(header(letter, DeadLetterTopic.CAUSE)).isNotBlank();
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aPictureWithAValidHeaderAndBrokenPixelsIsADeadLetter() {
    // Given a JPEG that is cut off after its header
    TestRecord<String, byte[]> cut = record(Frames.of("front", 0));
    byte[] whole = cut.value();
    byte[] bytes = ByteBuffer.allocate(200).put(whole, 0, 200).array();

    // When
    frames.pipeInput(new TestRecord<>("front", bytes, cut.headers()));
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then every frame is accounted for, whether the decoder or the header check found the error
    assertThat(dead.readRecord().value()).isEqualTo(bytes);
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aRecordWithoutAValueIsADeadLetter() {
    // When
    frames.pipeInput(new TestRecord<>("front", null, record(Frames.of("front", 0)).headers()));

    // Then
    assertThat(header(dead.readRecord(), DeadLetterTopic.CAUSE)).contains("without a value");
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(1, 0, Map.of(), 1));
  }

  @Test
  void aHeaderThatClaimsTooManyPixelsIsRefusedWithoutDecoding() {
    // Given a JPEG whose header and whose record claim to be 60000 wide and high
    TestRecord<String, byte[]> small = record(Frames.of("front", 0));
    TestRecord<String, byte[]> huge =
        new TestRecord<>(
            "front", OddFrames.resized(small.value(), 60_000, 60_000), small.headers());
    for (String side : List.of("ce_width", "ce_height")) {
      huge.headers().remove(side);
      huge.headers().add(side, "60000".getBytes(StandardCharsets.UTF_8));
    }

    // When
    frames.pipeInput(huge);

    // Then
    assertThat(header(dead.readRecord(), DeadLetterTopic.CAUSE))
        .contains("60000x60000", "--max-pixels");
  }

  @Test
  void aFrameOfACameraWithoutAModelIsADeadLetter() {
    // Given
    TestRecord<String, byte[]> stray = record(Frames.of("door", 0));

    // When
    frames.pipeInput(stray);
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then
    TestRecord<byte[], byte[]> letter = dead.readRecord();
    assertThat(letter.value()).isEqualTo(stray.value());
    assertThat(header(letter, DeadLetterTopic.CAUSE)).contains("no model for camera door");
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aBrokenEngineStopsTheStreamWithoutDeadLetters() {
    // Given
    engine.broken = true;

    // When, Then
    assertThatThrownBy(() -> frames.pipeInput(record(Frames.of("front", 0))))
        .hasStackTraceContaining("the engine failed on front/s1/0: out of memory on the device");
    assertThat(dead.isEmpty()).isTrue();
    assertThat(masks.isEmpty()).isTrue();
    assertThat(accounting.counts().out() + accounting.counts().dead()).isZero();
  }

  @Test
  void aFrameOnWhichOnlyTheEngineFailsIsADeadLetter() {
    // Given
    engine.failsAtWidth = 65;
    Frame odd = Frames.of("front", 0, 65, 48);

    // When
    frames.pipeInput(record(odd));
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then
    TestRecord<byte[], byte[]> letter = dead.readRecord();
    assertThat(letter.value()).isEqualTo(odd.data());
    assertThat(header(letter, DeadLetterTopic.CAUSE)).contains("the model fails on this frame");
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aFrameOnWhichTheNetworkHungTwiceIsADeadLetterAndTheNextFrameGetsItsMask() {
    // Given what an earlier process has saved
    store.save(new TopicPartition(FrameTopic.NAME, 0), new TreeMap<>(Map.of(0L, 2)));
    suspects.load(new TopicPartition(FrameTopic.NAME, 0));
    engine.hangsAtWidth = 65;

    // When
    frames.pipeInput(record(Frames.of("front", 0, 65, 48)));
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then
    assertThat(header(dead.readRecord(), DeadLetterTopic.CAUSE))
        .contains("front/s1/0 of 65x48: the network did not answer within 10.0 s, twice");
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aFrameOfMorePixelsThanTheModelTakesIsADeadLetterThatNamesTheLimit() {
    // Given a JPEG that claims more pixels than any default limit
    TestRecord<String, byte[]> huge = record(Frames.of("front", 0));
    for (String side : List.of("ce_width", "ce_height")) {
      huge.headers().remove(side);
      huge.headers().add(side, "20000".getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = OddFrames.resized(huge.value(), 20_000, 20_000);

    // When
    frames.pipeInput(new TestRecord<>("front", bytes, huge.headers()));

    // Then
    assertThat(header(dead.readRecord(), DeadLetterTopic.CAUSE))
        .matches(".*20000x20000 = 400000000 pixels, expected at most \\d+;.*--max-pixels.*")
        .doesNotContain("64000000");
  }
}
