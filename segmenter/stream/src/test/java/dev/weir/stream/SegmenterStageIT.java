package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.BrokerUnreachableException;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.BrightnessSegmenter;
import dev.weir.stream.pipeline.EngineStalledError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmenterStageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final SegmenterStageOptions OPTIONS =
      SegmenterStageOptions.defaults().withTopics(2, (short) 1);

  private final BrightnessSegmenter segmenter = new BrightnessSegmenter();
  private EmbeddedBroker broker;
  private KafkaConnection kafka;

  @BeforeEach
  void startABroker() {
    broker = EmbeddedBroker.start(BrokerOptions.at(0, null));
    kafka = new KafkaConnection(broker.bootstrap(), SegmenterChild.IMPATIENT);
  }

  @AfterEach
  void stopTheBroker() {
    segmenter.released.countDown();
    broker.close();
  }

  private SegmenterStage start() throws InterruptedException {
    SegmenterStage stage = SegmenterStage.start(kafka, segmenter, OPTIONS);
    assertThat(stage.awaitRunning(PATIENCE)).isTrue();
    return stage;
  }

  private void send(Frame frame) throws Exception {
    try (KafkaProducer<String, Frame> producer =
        new KafkaProducer<>(kafka.producer(), new StringSerializer(), new FrameSerializer())) {
      producer.send(FrameTopic.record(frame)).get();
    }
  }

  private void sendPoison(String camera) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka.producer(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(FrameTopic.NAME, camera, new byte[] {1})).get();
    }
  }

  private List<Mask> masks(int count) {
    List<Mask> found = new ArrayList<>();
    try (KafkaConsumer<String, Mask> consumer =
        new KafkaConsumer<>(kafka.consumer(), new StringDeserializer(), new MaskDeserializer())) {
      List<TopicPartition> places =
          List.of(new TopicPartition(MaskTopic.NAME, 0), new TopicPartition(MaskTopic.NAME, 1));
      consumer.assign(places);
      consumer.seekToBeginning(places);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (ConsumerRecord<String, Mask> r : consumer.poll(Duration.ofMillis(100))) {
                  assertThat(r.partition()).isEqualTo(r.value().frameRef().partition());
                  found.add(r.value());
                }
                return found.size() >= count;
              });
    }
    return found;
  }

  private static List<Long> sequences(List<Mask> masks, String camera) {
    return masks.stream()
        .filter(m -> m.id().camera().value().equals(camera))
        .map(m -> m.id().sequence())
        .toList();
  }

  @Test
  void makesNoFolderThatAKilledProcessWouldLeaveBehind() throws Exception {
    // Given
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Set<Path> before = segmenters(temporary);

    // When it has committed
    try (SegmenterStage stage = start()) {
      send(Frames.of("front", 0));
      assertThat(masks(1)).hasSize(1);

      // Then
      assertThat(segmenters(temporary)).isEqualTo(before);
    }
    assertThat(segmenters(temporary)).isEqualTo(before);
  }

  private static Set<Path> segmenters(Path temporary) throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(path -> path.getFileName().toString().startsWith("weir-segmenter"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void camerasKeepTheirOrderAroundAPoisonFrameAndARestartGoesOnWhereItStopped() throws Exception {
    // Given two cameras, and one broken frame
    try (SegmenterStage stage = start()) {
      for (int i = 0; i < 20; i++) {
        send(Frames.of("front", i));
        send(Frames.of("rear", i));
        if (i == 10) {
          sendPoison("front");
        }
      }
      await().atMost(PATIENCE).until(() -> stage.counts().out() == 40);
      assertThat(stage.counts()).isEqualTo(new FrameCounts(41, 40, Map.of(), 1));
    }

    // When the stage is stopped, frames come, and it is started again
    send(Frames.of("front", 20));
    try (SegmenterStage again = start()) {
      await().atMost(PATIENCE).until(() -> again.counts().out() == 1);
    }

    // Then nothing is lost or duplicated, and each camera is in order
    List<Mask> all = masks(41);
    List<Long> front = new ArrayList<>();
    List<Long> rear = new ArrayList<>();
    for (long i = 0; i <= 20; i++) {
      front.add(i);
      if (i < 20) {
        rear.add(i);
      }
    }
    assertThat(sequences(all, "front")).isEqualTo(front);
    assertThat(sequences(all, "rear")).isEqualTo(rear);
  }

  @Test
  void aBrokenEngineCommitsNothingAndAMendedOneDoesTheFrameAgain() throws Exception {
    // Given
    segmenter.broken = true;
    try (SegmenterStage stage = start()) {
      send(Frames.of("front", 0));
      await().atMost(PATIENCE).until(() -> stage.failure().isPresent());
      assertThat(stage.failure().orElseThrow())
          .hasMessageContaining("the engine failed on front/s1/0");
    }

    // When
    segmenter.broken = false;
    try (SegmenterStage again = start()) {
      await().atMost(PATIENCE).until(() -> again.counts().out() == 1);
    }

    // Then
    assertThat(masks(1)).hasSize(1);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            kafka.consumer(),
            new StringDeserializer(),
            new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
      TopicPartition place = new TopicPartition(DeadLetterTopic.NAME, 0);
      assertThat(consumer.endOffsets(List.of(place))).containsEntry(place, 0L);
    }
  }

  @Test
  void aStalledEngineCommitsNothingAndTheStageSaysSo() throws Exception {
    // Given
    segmenter.hangs = true;
    try (SegmenterStage stage =
        SegmenterStage.start(kafka, segmenter, OPTIONS.withStalled(Duration.ofMillis(300)))) {
      send(Frames.of("front", 0));
      await().atMost(PATIENCE).until(() -> stage.failure().isPresent());
      assertThat(stage.failure().orElseThrow())
          .isInstanceOf(EngineStalledError.class)
          .hasMessageContaining("front/s1/0 has waited");
    }

    // When
    segmenter.hangs = false;
    try (SegmenterStage again = start()) {
      await().atMost(PATIENCE).until(() -> again.counts().out() == 1);
    }

    // Then
    assertThat(masks(1)).hasSize(1);
  }

  @Test
  void afterAFencedTransactionTheBooksHoldWhatIsCommitted() throws Exception {
    // Given a segmenter whose masks are committed
    FrameCounts counts;
    try (SegmenterStage stage =
        SegmenterStage.start(
            kafka, segmenter, OPTIONS.withGuarantee(DeliveryGuarantee.EXACTLY_ONCE))) {
      assertThat(stage.awaitRunning(PATIENCE)).isTrue();
      for (int i = 0; i < 10; i++) {
        send(Frames.of("front", i));
      }
      await().atMost(PATIENCE).until(() -> stage.counts().out() == 10);

      // When another producer fences its transactions while more masks are made
      for (int i = 10; i < 60; i++) {
        send(Frames.of("front", i));
        if (i == 30 || i == 45) {
          fence();
        }
      }
      await().atMost(PATIENCE).until(() -> masks(60).size() == 60);
      await().atMost(PATIENCE).until(() -> stage.counts().out() == 60);
      assertThat(stage.failure()).isEmpty();
      stage.close();
      counts = stage.counts();
    }

    // Then each frame counts once, and each has one mask
    assertThat(sequences(masks(60), "front"))
        .isEqualTo(java.util.stream.LongStream.range(0, 60).boxed().toList());
    assertThat(counts).isEqualTo(new FrameCounts(60, 60, Map.of(), 0));
  }

  private void fence() throws Exception {
    try (Admin admin = Admin.create(kafka.admin())) {
      List<String> ids =
          admin.listTransactions().all().get().stream()
              .map(TransactionListing::transactionalId)
              .toList();
      admin.fenceProducers(ids).all().get();
    }
  }

  @Test
  void stopsWithinFiveSeconds() throws Exception {
    // Given
    SegmenterStage stage = start();

    // When
    long before = System.nanoTime();
    stage.close();

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void saysThatNoBrokerAnswers() {
    assertThatThrownBy(
            () ->
                SegmenterStage.start(
                    new KafkaConnection("localhost:1"),
                    segmenter,
                    SegmenterStageOptions.defaults()))
        .isInstanceOf(BrokerUnreachableException.class)
        .hasMessageContaining("localhost:1");
  }
}
