package dev.weir.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.pairing.output.OverlayTopic;
import dev.weir.pairing.output.StatsTopic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The publisher against a real broker. */
class PublisherStageIT extends PublisherStageSetup {
  @Test
  void everyMaskMeetsItsFrameAndARestartGoesOnWhereItStopped() throws Exception {
    // Given ten frames, the fifth without a mask
    send(0, 10, 4);
    try (PublisherStage stage = start()) {
      await().atMost(PATIENCE).until(() -> seen.size() == 9);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(stage.cameras())
                      .singleElement()
                      .extracting(CameraStatus::counts)
                      .isEqualTo(new FrameCounts(10, 9, Map.of(DropCause.NOT_SEGMENTED, 1L), 0)));
    }

    // When the stage is stopped, more arrive, and it is started again
    send(10, 15, -1);
    try (PublisherStage again = start()) {
      await().atMost(PATIENCE).until(() -> seen.size() == 14);
      assertThat(again.cameras()).hasSize(1);
    }

    // Then each pair was shown once, in order, and written once
    assertThat(seen).isEqualTo(LongStream.range(0, 15).filter(i -> i != 4).boxed().toList());
    assertThat(written(StatsTopic.NAME)).isEqualTo(14);
    assertThat(written(OverlayTopic.NAME)).isEqualTo(14);
  }

  @Test
  void aMaskOfAFrameThatIsNotThereHoldsUpNoOther() throws Exception {
    // Given a pair, then a mask that names a frame far beyond the end
    send(0, 1, -1);
    FrameId id = new FrameId(FRONT, "s", 1_000_000);
    Instant now = Instant.now();
    try (KafkaProducer<String, Mask> masks =
        new KafkaProducer<>(kafka.producer(), new StringSerializer(), new MaskSerializer())) {
      masks
          .send(
              MaskTopic.record(
                  new Mask(
                      id,
                      new FrameRef(FrameTopic.NAME, 0, 1_000_000),
                      new Mask.Timing(now, now, now),
                      "model@0",
                      SIDE,
                      SIDE,
                      MaskEncoding.PNG,
                      MaskPng.encode(new byte[SIDE * SIDE], SIDE, SIDE, ClassMap.CAMVID),
                      null)))
          .get();
    }

    // When pairs arrive after it
    send(1, 4, -1);
    try (PublisherStage stage = start()) {
      // Then they are shown, and the mask without a frame is counted
      await().atMost(PATIENCE).until(() -> seen.size() == 4);
      assertThat(seen).containsExactly(0L, 1L, 2L, 3L);
      assertThat(stage.cameras()).singleElement().extracting(CameraStatus::unpaired).isEqualTo(1L);
    }
  }

  @Test
  void aPublisherThatIsToWriteNothingShowsPairsAndWritesNothing() throws Exception {
    PublisherOptions options =
        PublisherOptions.defaults().withGroupId("page").withStats(false).withOverlays(false);
    send(0, 3, -1);

    try (PublisherStage stage =
        PublisherStage.start(kafka, options, pair -> seen.add(pair.frame().id().sequence()))) {
      await().atMost(PATIENCE).until(() -> seen.size() == 3);
      assertThat(stage.cameras()).hasSize(1);
    }

    try (Admin admin = Admin.create(kafka.admin())) {
      assertThat(admin.listTopics().names().get())
          .doesNotContain(StatsTopic.NAME, OverlayTopic.NAME);
    }
  }

  @Test
  void noMaskStopsItAndEachOddOneLiesAmongTheDead() throws Exception {
    // Given what attackers and broken segmenters write
    List<ProducerRecord<byte[], byte[]>> odd = oddMasks();

    // When it comes between good pairs
    try (PublisherStage stage = start();
        KafkaProducer<byte[], byte[]> others =
            new KafkaProducer<>(
                kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < odd.size(); i++) {
        send(i, i + 1, -1);
        others.send(odd.get(i)).get();
      }
      send(odd.size(), odd.size() + 1, -1);

      // Then every pair is shown, in order, and its statistics are written
      await().atMost(PATIENCE).until(() -> seen.size() == odd.size() + 1);
      assertThat(seen).isSorted().doesNotHaveDuplicates();
      await().atMost(PATIENCE).until(() -> written(StatsTopic.NAME) == odd.size() + 1);
      await().atMost(PATIENCE).until(() -> written(DeadLetterTopic.NAME) == odd.size());
      assertThat(stage.cameras())
          .singleElement()
          .extracting(CameraStatus::counts)
          .isEqualTo(new FrameCounts(odd.size() + 1, odd.size() + 1, Map.of(), 0));
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> oddMasks() {
    byte[] key = FRONT.value().getBytes(StandardCharsets.UTF_8);
    byte[] png = MaskPng.encode(new byte[SIDE * SIDE], SIDE, SIDE, ClassMap.CAMVID);
    byte[] colors = png.clone();
    colors[24] = 16;
    colors[25] = 6;
    byte[] huge = png.clone();
    ByteBuffer.wrap(huge).putInt(16, 60_000).putInt(20, 60_000);
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    all.add(new ProducerRecord<>(MaskTopic.NAME, 0, key, null, headers(png)));
    all.add(new ProducerRecord<>(MaskTopic.NAME, 0, null, null));
    all.add(new ProducerRecord<>(MaskTopic.NAME, 0, null, new byte[9000]));
    all.add(new ProducerRecord<>(MaskTopic.NAME, 0, key, colors, headers(png)));
    all.add(new ProducerRecord<>(MaskTopic.NAME, 0, key, huge, headers(png)));
    all.add(new ProducerRecord<>(MaskTopic.NAME, 0, key, Arrays.copyOf(png, 20), headers(png)));
    for (String[] header :
        new String[][] {
          {"ce_time", "9999-12-31T23:59:59Z"},
          {"ce_time", "0001-01-01T00:00:00Z"},
          {"ce_receivedtime", "9999-12-31T23:59:59Z"},
          {"ce_maskedtime", "0001-01-01T00:00:00Z"},
          {"ce_sequence", "9223372036854775807"},
          {"ce_id", "front/s/9223372036854775807"},
          {"ce_width", "2147483647"},
          {"ce_frameref", "weir.frames-0@9223372036854775807"},
          {"ce_type", null}
        }) {
      Headers headers = headers(png);
      headers.remove(header[0]);
      headers.add(header[0], header[1] == null ? null : header[1].getBytes(StandardCharsets.UTF_8));
      all.add(new ProducerRecord<>(MaskTopic.NAME, 0, key, png, headers));
    }
    return all;
  }

  private static Headers headers(byte[] png) {
    Headers headers = new RecordHeaders();
    Instant now = Instant.now();
    var unused =
        new MaskSerializer()
            .serialize(
                MaskTopic.NAME,
                headers,
                new Mask(
                    new FrameId(FRONT, "s", 0),
                    new FrameRef(FrameTopic.NAME, 0, 0),
                    new Mask.Timing(now, now, now),
                    "model@0",
                    SIDE,
                    SIDE,
                    MaskEncoding.PNG,
                    png,
                    null));
    return headers;
  }
}
