package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.FakeSegmenter;
import dev.weir.stream.rules.FreshnessRules;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Three times as many frames as the network can process, through a real broker. */
@DisplayName("An overloaded segmenter")
class OverloadIT {
  private static final Duration INFERENCE = Duration.ofMillis(400);
  private static final int FRAMES = 75;

  /** A slow network. */
  private static final class SlowSegmenter extends FakeSegmenter {
    SlowSegmenter() {
      super("slow", "000000000000");
    }

    @Override
    public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
      long end = System.nanoTime() + count * INFERENCE.toNanos();
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      classes.duplicate().put(new byte[count * width * height]); // its memory is reused
    }
  }

  private static List<Mask> masks(KafkaConnection kafka, long count) {
    List<Mask> found = new ArrayList<>();
    try (KafkaConsumer<String, Mask> consumer =
        new KafkaConsumer<>(kafka.consumer(), new StringDeserializer(), new MaskDeserializer())) {
      List<TopicPartition> places = List.of(new TopicPartition(MaskTopic.NAME, 0));
      consumer.assign(places);
      consumer.seekToBeginning(places);
      await()
          .until(
              () -> {
                for (ConsumerRecord<String, Mask> r : consumer.poll(Duration.ofMillis(100))) {
                  found.add(r.value());
                }
                return found.size() >= count;
              });
    }
    return found;
  }

  @Test
  void keepsTheNewestFramesYoungAndEveryDropInTheBooks() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      try (SegmenterStage stage =
              SegmenterStage.start(
                  kafka,
                  new SlowSegmenter(),
                  SegmenterStageOptions.defaults()
                      .withFreshness(FreshnessRules.parse(List.of("latest"))));
          KafkaProducer<String, Frame> producer =
              new KafkaProducer<>(
                  kafka.producer(), new StringSerializer(), new FrameSerializer())) {
        // Given
        assertThat(stage.awaitRunning(Duration.ofMinutes(1))).isTrue();

        // When
        for (int i = 0; i < FRAMES; i++) {
          Frame frame = Frames.of("front", i);
          var unused =
              producer.send(
                  FrameTopic.record(
                      new Frame(
                          frame.id(),
                          Instant.now(),
                          frame.width(),
                          frame.height(),
                          frame.encoding(),
                          frame.data(),
                          null)));
          LockSupport.parkNanos(INFERENCE.toNanos() / 3);
        }
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> stage.counts().in() == FRAMES && stage.counts().inFlight() == 0);

        // Then
        FrameCounts counts = stage.counts();
        assertThat(counts.out() + counts.dropped().get(DropCause.SUPERSEDED)).isEqualTo(FRAMES);
        assertThat(counts.out()).isBetween(FRAMES / 5L, FRAMES / 2L);
        long[] ages =
            masks(kafka, counts.out()).stream()
                .mapToLong(
                    m -> Duration.between(m.timing().captured(), m.timing().masked()).toMillis())
                .skip(2) // skip the first ones: new connections and code that is not warmed up
                .sorted()
                .toArray();
        assertThat(ages[(int) Math.ceil(ages.length * 0.99) - 1])
            .isLessThan(3 * INFERENCE.toMillis());
      }
    }
  }
}
