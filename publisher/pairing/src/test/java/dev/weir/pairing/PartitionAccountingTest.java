package dev.weir.pairing;

import static dev.weir.pairing.PairingFixture.frame;
import static dev.weir.pairing.PairingFixture.keyed;
import static dev.weir.pairing.PairingFixture.mask;
import static dev.weir.pairing.PairingFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.ClassMap;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Samples;
import dev.weir.pairing.output.StatsTopic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The frame accounting of one partition")
class PartitionAccountingTest {
  private final PairingFixture fixture = new PairingFixture(100);
  private final PartitionPairing pairing = fixture.pairing;

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private FrameCounts counts() {
    return pairing
        .accountings()
        .iterator()
        .next()
        .status(Samples.EPOCH, ModelClasses.all(ClassMap.CAMVID))
        .counts();
  }

  @Test
  void aRecordThatIsNoMaskGoesToTheDeadLettersUnchangedAndTheNextIsPaired() {
    // Given
    pairing.startAt(0, 0);
    pairing.frame(frame(0));
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new MaskSerializer().serialize(MaskTopic.NAME, headers, Samples.mask(0, 0));
    RecordHeaders future = new RecordHeaders(headers.toArray());
    future.remove("ce_time");
    future.add("ce_time", "9999-12-31T23:59:59Z".getBytes(StandardCharsets.UTF_8));
    RecordHeaders empty = new RecordHeaders(headers.toArray());
    empty.remove("ce_type");
    empty.add("ce_type", null);

    // When
    pairing.mask(record(MaskTopic.NAME, 10, future, value));
    pairing.mask(record(MaskTopic.NAME, 11, empty, value));
    pairing.mask(record(MaskTopic.NAME, 12, headers, null));
    pairing.mask(record(MaskTopic.NAME, 13, headers, new byte[] {1, 2, 3}));
    pairing.mask(mask(14, Samples.mask(0, 0)));

    // Then
    assertThat(fixture.written(DeadLetterTopic.NAME))
        .extracting(r -> header(r, DeadLetterTopic.ORIGIN) + " " + header(r, DeadLetterTopic.STAGE))
        .containsExactly(
            "weir.masks-0@10 publisher",
            "weir.masks-0@11 publisher",
            "weir.masks-0@12 publisher",
            "weir.masks-0@13 publisher");
    assertThat(header(fixture.written(DeadLetterTopic.NAME).get(0), DeadLetterTopic.CAUSE))
        .contains("ce_time 9999-12-31T23:59:59Z");
    assertThat(fixture.written(DeadLetterTopic.NAME).get(0).value()).isEqualTo(value);
    assertThat(fixture.paired).containsExactly(0L);
    assertThat(fixture.written(StatsTopic.NAME)).hasSize(1);
    assertThat(counts()).isEqualTo(new FrameCounts(1, 1, Map.of(), 0));
    assertThat(pairing.committable().offset()).isEqualTo(15);
  }

  @Test
  void aMaskWithDamagedPixelsGoesToTheDeadLettersAndItsFrameIsCountedOnce() {
    // Given
    pairing.startAt(0, 0);
    pairing.frame(frame(0));
    pairing.frame(frame(1));
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new MaskSerializer().serialize(MaskTopic.NAME, headers, Samples.mask(0, 0));
    Arrays.fill(value, 60, value.length, (byte) 0);

    // When
    pairing.mask(record(MaskTopic.NAME, 10, headers, value));
    pairing.mask(mask(11, Samples.mask(1, 1)));
    ProducerRecord<byte[], byte[]> letter = fixture.written(DeadLetterTopic.NAME).get(0);
    pairing.dead(record(DeadLetterTopic.NAME, 0, (RecordHeaders) letter.headers(), letter.value()));

    // Then
    assertThat(header(letter, DeadLetterTopic.ORIGIN)).isEqualTo("weir.masks-0@10");
    assertThat(letter.value()).isEqualTo(value);
    assertThat(fixture.paired).containsExactly(1L);
    assertThat(counts()).isEqualTo(new FrameCounts(2, 2, Map.of(), 0));
  }

  @Test
  void aFrameWithoutItsCamerasKeyIsCountedForItsCamera() {
    // Given frames that only the segmenter cannot process, and one that nobody can read
    pairing.startAt(0, 0);
    List<ConsumerRecord<byte[], byte[]>> frames = List.of(frame(0), frame(1), frame(2));
    for (ConsumerRecord<byte[], byte[]> frame : frames) {
      if (frame.offset() == 2) {
        frame.headers().remove("ce_time");
      }
    }

    // When
    long offset = 0;
    for (byte[] key : new byte[][] {null, "other".getBytes(StandardCharsets.UTF_8), {-1, 0}}) {
      ConsumerRecord<byte[], byte[]> frame = keyed(key, frames.get((int) offset));
      pairing.frame(frame);
      ProducerRecord<byte[], byte[]> letter =
          DeadLetterTopic.record(
              key,
              frame.value(),
              frame.headers(),
              "segmenter",
              new FrameRef(FrameTopic.NAME, 0, offset),
              new IllegalStateException("no mask"));
      pairing.dead(
          keyed(
              key,
              record(
                  DeadLetterTopic.NAME,
                  offset,
                  new RecordHeaders(letter.headers()),
                  letter.value())));
      offset++;
    }
    pairing.frame(frame(3));
    pairing.mask(mask(10, Samples.mask(3, 3)));

    // Then
    assertThat(pairing.accountings()).hasSize(1);
    assertThat(counts()).isEqualTo(new FrameCounts(4, 1, Map.of(), 3));
  }

  @Test
  void aDeadLetterWithoutItsOriginIsSkipped() {
    pairing.startAt(0, 0);
    RecordHeaders headers = new RecordHeaders();
    headers.add(DeadLetterTopic.ORIGIN, null);

    pairing.dead(record(DeadLetterTopic.NAME, 0, headers, new byte[1]));

    assertThat(pairing.committable()).isNull();
    pairing.mask(mask(0, Samples.mask(0, 0)));
    assertThat(pairing.committable().metadata()).isEqualTo("frames=0 dead=1");
  }

  @Test
  void theStatisticsOfAFrameFromTheFutureHaveThePresentTime() {
    // Given a camera whose clock is years ahead, which a broker would refuse
    pairing.startAt(0, 0);
    Instant ahead = Instant.parse("2099-01-01T00:00:00Z");
    Frame frame = Samples.frame(Samples.CAMERA, 0, ahead);
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new FrameSerializer().serialize(FrameTopic.NAME, headers, frame);

    // When
    pairing.frame(record(FrameTopic.NAME, 0, headers, value));
    pairing.mask(mask(10, Samples.mask(frame, 0)));

    // Then
    assertThat(fixture.written(StatsTopic.NAME))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.timestamp()).isBetween(1L, System.currentTimeMillis());
              assertThat(header(r, "ce_time")).isEqualTo("2099-01-01T00:00:00Z");
            });
  }
}
