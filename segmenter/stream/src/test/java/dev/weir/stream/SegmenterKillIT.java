package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameId;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.Topics;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.DeliveryGuarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segmenters killed with {@code kill -9} in the middle of their work. */
@DisplayName("A segmenter that is killed")
class SegmenterKillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final List<String> CAMERAS = List.of("a", "b", "c", "d", "e");
  private static final int FRAMES = 300;
  private static final int TOTAL = CAMERAS.size() * FRAMES;
  private static final long PACE_NANOS = 1_500_000;

  @TempDir Path directory;

  private final List<Process> segmenters = new ArrayList<>();
  private final Map<String, List<Long>> seen = new TreeMap<>();
  private int masks;

  private void startSegmenter(String bootstrap, DeliveryGuarantee guarantee) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    segmenters.add(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                SegmenterChild.class.getName(),
                bootstrap,
                guarantee.name(),
                "killed")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("segmenter-" + segmenters.size()).toFile())
            .start());
  }

  private static void createTopics(KafkaConnection kafka) throws Exception {
    try (Admin admin = Admin.create(kafka.admin())) {
      Topics.ensure(
          admin,
          List.of(
              FrameTopic.definition(SegmenterChild.PARTITIONS, (short) 1),
              MaskTopic.definition(SegmenterChild.PARTITIONS, (short) 1),
              DeadLetterTopic.definition(SegmenterChild.PARTITIONS, (short) 1)));
    }
  }

  private static void sendFrames(KafkaConnection kafka) {
    Frame pattern = Frames.of("a", 0);
    try (KafkaProducer<String, Frame> producer =
        new KafkaProducer<>(kafka.producer(), new StringSerializer(), new FrameSerializer())) {
      for (int i = 0; i < FRAMES; i++) {
        for (String camera : CAMERAS) {
          FrameId id = new FrameId(new dev.weir.frame.CameraId(camera), "s1", i);
          var unused =
              producer.send(
                  FrameTopic.record(
                      new Frame(
                          id,
                          pattern.captureTime().plusMillis(i),
                          pattern.width(),
                          pattern.height(),
                          pattern.encoding(),
                          pattern.data(),
                          null)));
          LockSupport.parkNanos(PACE_NANOS); // a camera's frame rate
        }
      }
    }
  }

  /** Reads committed masks until there are {@code count}, or until every frame has one. */
  private void readMasks(KafkaConsumer<String, Mask> consumer, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              for (ConsumerRecord<String, Mask> r : consumer.poll(Duration.ofMillis(50))) {
                seen.computeIfAbsent(r.key(), k -> new ArrayList<>())
                    .add(r.value().id().sequence());
                masks++;
              }
              return count < TOTAL
                  ? masks >= count
                  : seen.values().stream().mapToLong(l -> l.stream().distinct().count()).sum()
                      == TOTAL;
            });
  }

  @ParameterizedTest
  @CsvSource({"AT_LEAST_ONCE,1", "AT_LEAST_ONCE,2", "EXACTLY_ONCE,1", "EXACTLY_ONCE,2"})
  void losesNothingAndKeepsEachCamerasOrder(DeliveryGuarantee guarantee, int instances)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      // Given
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      createTopics(kafka);
      for (int i = 0; i < instances; i++) {
        startSegmenter(broker.bootstrap(), guarantee);
      }
      Thread cameras = new Thread(() -> sendFrames(kafka), "cameras");
      cameras.start();
      Map<String, Object> settings = kafka.consumer();
      settings.put("group.id", "reader");
      settings.put("auto.offset.reset", "earliest");
      try (KafkaConsumer<String, Mask> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new MaskDeserializer())) {
        consumer.subscribe(List.of(MaskTopic.NAME));

        // When one is killed and another takes over
        readMasks(consumer, TOTAL / 4);
        segmenters.get(0).destroyForcibly().waitFor();
        startSegmenter(broker.bootstrap(), guarantee);
        readMasks(consumer, TOTAL);
        cameras.join();
      }

      // Then
      List<Long> all = LongStream.range(0, FRAMES).boxed().toList();
      for (String camera : CAMERAS) {
        List<Long> found = seen.get(camera);
        if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
          assertThat(found).as("masks of camera %s", camera).isEqualTo(all);
        } else {
          assertThat(found.stream().distinct().toList()).as("masks of %s", camera).isEqualTo(all);
        }
      }
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("%d masks; the segmenters say:%n%s".formatted(masks, said()), e);
    } finally {
      segmenters.forEach(Process::destroyForcibly);
    }
  }

  private String said() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < segmenters.size(); i++) {
      all.append(Files.readString(directory.resolve("segmenter-" + i)));
    }
    return all.toString();
  }
}
