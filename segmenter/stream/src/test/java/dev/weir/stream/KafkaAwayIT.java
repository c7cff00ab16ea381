package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.Frame;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.KafkaWatch;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.BrightnessSegmenter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests outages with calls that time out after a second or two, instead of the default minute. A
 * broker outage of ten seconds is then longer than any client waits.
 */
@DisplayName("A segmenter whose Kafka broker is unreachable")
class KafkaAwayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration AWAY = Duration.ofSeconds(10);
  private static final Map<String, String> HASTY =
      Map.of(
          "session.timeout.ms", "3000",
          "heartbeat.interval.ms", "1000",
          "request.timeout.ms", "1000",
          "default.api.timeout.ms", "2000",
          "max.block.ms", "2000",
          "delivery.timeout.ms", "3000",
          "task.timeout.ms", "2000",
          "metadata.max.age.ms", "1000",
          "metadata.recovery.rebootstrap.trigger.ms", "1000",
          "transaction.timeout.ms", "5000");

  @TempDir Path data;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) org.slf4j.LoggerFactory.getLogger(KafkaWatch.class);
  private EmbeddedBroker broker;
  private KafkaConnection kafka;

  @BeforeEach
  void startABroker() {
    broker = EmbeddedBroker.start(BrokerOptions.at(0, data));
    kafka = new KafkaConnection(broker.bootstrap(), HASTY);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopTheBroker() {
    logger.detachAppender(log);
    broker.close();
  }

  private SegmenterStage start(DeliveryGuarantee guarantee) throws InterruptedException {
    SegmenterStage stage =
        SegmenterStage.start(
            kafka,
            new BrightnessSegmenter(),
            SegmenterStageOptions.defaults().withGuarantee(guarantee));
    assertThat(stage.awaitRunning(PATIENCE)).isTrue();
    return stage;
  }

  private void send(long from, long to) throws Exception {
    try (KafkaProducer<String, Frame> producer =
        new KafkaProducer<>(
            new KafkaConnection(kafka.bootstrap()).producer(),
            new StringSerializer(),
            new FrameSerializer())) {
      for (long i = from; i < to; i++) {
        producer.send(FrameTopic.record(Frames.of("front", i))).get();
      }
    }
  }

  /**
   * Returns the sequence numbers of all committed masks, once every number below {@code count} has
   * one.
   */
  private List<Long> masks(long count) {
    List<Long> found = new ArrayList<>();
    try (KafkaConsumer<String, Mask> consumer =
        new KafkaConsumer<>(kafka.consumer(), new StringDeserializer(), new MaskDeserializer())) {
      List<TopicPartition> place = List.of(new TopicPartition(MaskTopic.NAME, 0));
      consumer.assign(place);
      consumer.seekToBeginning(place);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (ConsumerRecord<String, Mask> r : consumer.poll(Duration.ofMillis(100))) {
                  found.add(r.value().id().sequence());
                }
                return new TreeSet<>(found)
                    .containsAll(LongStream.range(0, count).boxed().toList());
              });
    }
    return found;
  }

  private List<String> said() {
    synchronized (log) {
      return List.copyOf(log.list).stream()
          .map(e -> e.getFormattedMessage().replaceAll("after=\\d+s", "after=Ns"))
          .toList();
    }
  }

  private void comeBack() {
    int port = Integer.parseInt(kafka.bootstrap().replaceFirst(".*:", ""));
    broker = EmbeddedBroker.start(BrokerOptions.at(port, data));
  }

  @ParameterizedTest
  @EnumSource(DeliveryGuarantee.class)
  void waitsForTheBrokerAsLongAsItTakesAndGoesOn(DeliveryGuarantee guarantee) throws Exception {
    // Given
    try (SegmenterStage stage = start(guarantee)) {
      send(0, 20);
      await().atMost(PATIENCE).until(() -> stage.counts().out() == 20);

      // When the broker stops for longer than any call waits, while frames are in flight
      send(20, 40);
      broker.close();
      await().atMost(Duration.ofSeconds(8)).until(() -> said().size() == 1);
      long gone = System.nanoTime();
      await()
          .atMost(PATIENCE)
          .until(() -> stage.failure().isPresent() || System.nanoTime() - gone > AWAY.toNanos());
      assertThat(stage.failure()).isEmpty();
      comeBack();
      send(40, 60);

      // Then nothing is lost, and what it waited for is logged once
      List<Long> found = masks(60);
      if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
        assertThat(found).isEqualTo(LongStream.range(0, 60).boxed().toList());
      }
      await().atMost(PATIENCE).until(() -> said().size() == 2);
      assertThat(said().get(0)).startsWith("segmenter waits: no ");
      assertThat(said().get(1)).isEqualTo("segmenter continues: Kafka is back after=Ns");
      await().atMost(PATIENCE).until(() -> stage.counts().inFlight() == 0);
      assertThat(stage.counts().out()).isEqualTo(60);
    }
  }

  @ParameterizedTest
  @EnumSource(DeliveryGuarantee.class)
  void waitsForATopicThatWasDeletedAndGoesOnWhenItIsThereAgain(DeliveryGuarantee guarantee)
      throws Exception {
    for (String topic : List.of(FrameTopic.NAME, MaskTopic.NAME)) {
      // Given
      log.list.clear();
      try (SegmenterStage stage = start(guarantee);
          Admin admin = Admin.create(new KafkaConnection(kafka.bootstrap()).admin())) {
        // When
        admin.deleteTopics(List.of(topic)).all().get();
        if (topic.equals(MaskTopic.NAME)) {
          send(0, 10);
        }
        await().atMost(Duration.ofSeconds(8)).until(() -> said().size() == 1);
        long gone = System.nanoTime();
        await()
            .atMost(PATIENCE)
            .until(() -> stage.failure().isPresent() || System.nanoTime() - gone > AWAY.toNanos());
        assertThat(stage.failure()).isEmpty();
        admin
            .createTopics(
                List.of(
                    topic.equals(MaskTopic.NAME)
                        ? MaskTopic.definition(1, (short) 1)
                        : FrameTopic.definition(1, (short) 1)))
            .all()
            .get();
        if (topic.equals(FrameTopic.NAME)) {
          send(0, 10);
        }

        // Then
        masks(10);
        await().atMost(PATIENCE).until(() -> said().size() == 2);
        assertThat(said().get(0)).startsWith("segmenter waits: no topic " + topic);
        assertThat(said().get(1))
            .startsWith(
                "segmenter continues: the topics are there again after=Ns; a topic that was");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DeliveryGuarantee.class)
  void endsWithinSecondsWhileItWaits(DeliveryGuarantee guarantee) throws Exception {
    // Given a segmenter without a wait limit, with frames in flight
    kafka = new KafkaConnection(broker.bootstrap());
    SegmenterStage stage = start(guarantee);
    send(0, 20);
    await().atMost(PATIENCE).until(() -> stage.counts().out() == 20);
    broker.close();
    await().atMost(Duration.ofSeconds(8)).until(() -> said().size() == 1);

    // When
    long before = System.nanoTime();
    stage.close();

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    comeBack();
  }
}
