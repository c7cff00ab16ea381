package dev.weir.frame.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.CameraId;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names, references and dead letters")
class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "straße", "x\n", ".", "..", "..."})
  void aCameraIdOfOtherCharactersIsRefusedByName(String id) {
    assertThatThrownBy(() -> new CameraId(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("camera id '" + id + "'");
  }

  @Test
  void aCameraIdOfMoreThan64CharactersIsRefused() {
    assertThat(new CameraId("c".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new CameraId("c".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFrameIdIsParsedFromItsText() {
    FrameId id = new FrameId(new CameraId("rear.left"), "k3j-9", 7);

    assertThat(id).hasToString("rear.left/k3j-9/7");
    assertThat(FrameId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "../s"})
  void aSessionThatCouldLeadElsewhereAsADirectoryIsRefused(String session) {
    assertThatThrownBy(() -> new FrameId(new CameraId("front"), session, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("session '" + session + "'");
  }

  @Test
  void aFrameReferenceIsParsedFromItsText() {
    FrameRef ref = new FrameRef("weir.frames-eu", 12, 345_678_901_234L);

    assertThat(ref).hasToString("weir.frames-eu-12@345678901234");
    assertThat(FrameRef.parse(ref.toString())).isEqualTo(ref);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"weir.frames", "weir.frames-1", "weir.frames@3", "weir.frames-x@3", "-1@3"})
  void aFrameReferenceOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> FrameRef.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic-partition@offset");
  }

  @Test
  void aDeadRecordHasItsCauseAndStageInAdditionToTheOriginal() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_id", "front/s/1".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    var dead =
        DeadLetterTopic.record(
            new byte[] {1},
            new byte[] {2, 3},
            headers,
            "segmenter",
            new FrameRef("weir.frames", 3, 99),
            new MalformedMessageException("no picture"));

    assertThat(dead.topic()).isEqualTo("weir.dead");
    assertThat(dead.partition()).isEqualTo(3);
    assertThat(dead.key()).containsExactly(1);
    assertThat(dead.value()).containsExactly(2, 3);
    assertThat(dead.headers().lastHeader("ce_id").value()).isNotEmpty();
    assertThat(dead.headers().lastHeader(DeadLetterTopic.CAUSE).value())
        .asString()
        .isEqualTo("no picture");
    assertThat(dead.headers().lastHeader(DeadLetterTopic.STAGE).value())
        .asString()
        .isEqualTo("segmenter");
    assertThat(dead.headers().lastHeader(DeadLetterTopic.ORIGIN).value())
        .asString()
        .isEqualTo("weir.frames-3@99");
  }

  private static ProducerRecord<byte[], byte[]> dead(byte[] key, byte[] value, RecordHeaders all) {
    return DeadLetterTopic.record(
        key,
        value,
        all,
        "segmenter",
        new FrameRef("weir.frames", 3, 99),
        new MalformedMessageException("no picture".repeat(1000)));
  }

  /** Returns the size as the producer computes it before it sends. */
  private static int size(ProducerRecord<byte[], byte[]> record) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        Compression.NONE.type(),
        record.key(),
        record.value(),
        record.headers().toArray());
  }

  @ParameterizedTest
  @CsvSource({"16777000,10,100", "16777216,100,0", "9000000,10,9000000", "16000000,9000000,10"})
  void aDeadRecordIsShortenedToTheLimitAndSaysSo(int value, int key, int header) {
    // Given a record of the topic's maximum size, which the dead-letter headers make larger
    RecordHeaders headers = new RecordHeaders();
    headers.add("huge", new byte[header]);

    // When
    var dead = dead(new byte[key], new byte[value], headers);

    // Then
    assertThat(size(dead)).isLessThanOrEqualTo(Topics.MAX_MESSAGE_BYTES);
    assertThat(dead.value()).isNotEmpty();
    assertThat(dead.headers().lastHeader(DeadLetterTopic.ORIGIN)).isNotNull();
    if (dead.value().length < value) {
      assertThat(dead.headers().lastHeader(DeadLetterTopic.CUT).value())
          .asString()
          .isEqualTo(Integer.toString(value));
    }
  }

  @Test
  void aDeadRecordThatFitsIsWhole() {
    var dead = dead(new byte[10], new byte[8_000_000], new RecordHeaders());

    assertThat(dead.value()).hasSize(8_000_000);
    assertThat(dead.headers().lastHeader(DeadLetterTopic.CUT)).isNull();
  }
}
