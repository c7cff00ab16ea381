package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.Frame;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.BrightnessSegmenter;
import dev.weir.stream.pipeline.EngineStalledError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A segmenter whose engine hangs")
class HangingEngineIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STALLED = Duration.ofMillis(800);
  private static final int ODD_WIDTH = 65;

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

  private SegmenterStage start(DeliveryGuarantee guarantee) throws InterruptedException {
    return SegmenterStage.start(
        kafka,
        segmenter,
        SegmenterStageOptions.defaults().withGuarantee(guarantee).withStalled(STALLED));
  }

  private void startUntilItStalls(DeliveryGuarantee guarantee) throws InterruptedException {
    try (SegmenterStage stage = start(guarantee)) {
      await().atMost(PATIENCE).until(() -> stage.failure().isPresent());
      assertThat(stage.failure().orElseThrow()).isInstanceOf(EngineStalledError.class);
    }
  }

  private void send(Frame... frames) throws Exception {
    try (KafkaProducer<String, Frame> producer =
        new KafkaProducer<>(kafka.producer(), new StringSerializer(), new FrameSerializer())) {
      for (Frame frame : frames) {
        producer.send(FrameTopic.record(frame)).get();
      }
    }
  }

  /** Returns the values of a header in the topic's committed records, in order. */
  private List<String> committed(String topic, String header) {
    List<String> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> r : consumer.poll(Duration.ofMillis(100))) {
          found.add(new String(r.headers().lastHeader(header).value(), StandardCharsets.UTF_8));
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(DeliveryGuarantee.class)
  void onOneFrameTwiceSendsItToTheDeadLettersAtTheNextStartAndContinues(DeliveryGuarantee guarantee)
      throws Exception {
    // Given
    segmenter.hangsAtWidth = ODD_WIDTH;
    try (SegmenterStage stage = start(guarantee)) {
      assertThat(stage.awaitRunning(PATIENCE)).isTrue();
    }
    send(
        Frames.of("front", 0),
        Frames.of("front", 1, ODD_WIDTH, 48),
        Frames.of("front", 2),
        Frames.of("front", 3));
    startUntilItStalls(guarantee);
    startUntilItStalls(guarantee);
    assertThat(committed(DeadLetterTopic.NAME, DeadLetterTopic.CAUSE)).isEmpty();

    // When
    try (SegmenterStage stage = start(guarantee)) {
      await().atMost(PATIENCE).until(() -> stage.counts().dead() == 1);
      await().atMost(PATIENCE).until(() -> stage.counts().inFlight() == 0);
      send(Frames.of("front", 4));
      await()
          .atMost(PATIENCE)
          .until(() -> committed(MaskTopic.NAME, "ce_id").contains("front/s1/4"));
      assertThat(stage.failure()).isEmpty();
    }

    // Then
    assertThat(committed(DeadLetterTopic.NAME, DeadLetterTopic.CAUSE))
        .singleElement()
        .asString()
        .contains("front/s1/1 of 65x48: the network did not answer within 0.8 s, twice");
    assertThat(committed(DeadLetterTopic.NAME, DeadLetterTopic.ORIGIN))
        .containsExactly("weir.frames-0@1");
    List<String> masks = committed(MaskTopic.NAME, "ce_id");
    assertThat(masks.stream().distinct())
        .containsExactly("front/s1/0", "front/s1/2", "front/s1/3", "front/s1/4");
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      assertThat(masks).doesNotHaveDuplicates();
    }
  }

  @Test
  void onEveryFrameSendsNoneToTheDeadLettersHoweverOftenItStarts() throws Exception {
    // Given
    segmenter.hangs = true;
    try (SegmenterStage stage = start(DeliveryGuarantee.AT_LEAST_ONCE)) {
      assertThat(stage.awaitRunning(PATIENCE)).isTrue();
    }
    send(Frames.of("front", 0), Frames.of("front", 1));
    for (int i = 0; i < 3; i++) {
      startUntilItStalls(DeliveryGuarantee.AT_LEAST_ONCE);
    }

    // When it works again
    segmenter.hangs = false;
    try (SegmenterStage stage = start(DeliveryGuarantee.AT_LEAST_ONCE)) {
      await().atMost(PATIENCE).until(() -> stage.counts().out() == 2);
    }

    // Then
    assertThat(committed(MaskTopic.NAME, "ce_id")).containsExactly("front/s1/0", "front/s1/1");
    assertThat(committed(DeadLetterTopic.NAME, DeadLetterTopic.CAUSE)).isEmpty();
  }
}
