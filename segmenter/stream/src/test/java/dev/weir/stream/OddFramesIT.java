package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.Frame;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.Topics;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.kinds.InferenceKind;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.PipelineOptions;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A segmenter in a process of its own, with half a gigabyte of heap and a real network. */
@DisplayName("A segmenter with a small heap")
class OddFramesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

  /** Runs until it is killed: {@code main BROKER MODEL KIND}. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      Segmenter inference =
          InferenceKind.valueOf(args[2])
              .open(Path.of(args[1]), new SegmenterOptions(ProviderChoice.CPU, 1));
      SegmenterStage.start(
          new KafkaConnection(args[0]),
          inference,
          SegmenterStageOptions.defaults().withPipeline(PipelineOptions.forSingleCores(2)));
      new CountDownLatch(1).await();
    }
  }

  /** A narrow network without training. */
  private Path model() throws IOException {
    ClassMap classes = ClassMap.CAMVID;
    Path file = directory.resolve("small.onnx");
    DeployedModel.of(
            Networks.of("fcn32s", classes.size(), 0.1),
            new RandomWeights(3),
            new ModelMetadata(
                "fcn32s",
                0.1,
                classes.classes().stream().map(ClassMap.Entry::name).toList(),
                classes.classes().stream().map(ClassMap.Entry::rgb).toList(),
                Normalization.gray(0.42f, 0.28f),
                new InputSize(96, 64),
                Map.of()))
        .write(file);
    return file;
  }

  private Process start(String bootstrap, InferenceKind kind) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                Child.class.getName(),
                bootstrap,
                model().toString(),
                kind.name())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile());
    // Not with -cp: ONNX Runtime's telemetry ends the process where the command line has 4 KB or
    // more.
    child.environment().put("CLASSPATH", classes);
    return child.start();
  }

  private static <T> List<ConsumerRecord<byte[], T>> await(
      KafkaConnection kafka, String topic, Deserializer<T> values, int count) {
    List<ConsumerRecord<byte[], T>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], T> consumer =
        new KafkaConsumer<>(kafka.consumer(), new ByteArrayDeserializer(), values)) {
      List<TopicPartition> place = List.of(new TopicPartition(topic, 0));
      consumer.assign(place);
      consumer.seekToBeginning(place);
      org.awaitility.Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return found.size() >= count;
              });
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(
      value = InferenceKind.class,
      names = {"FULL_FRAME", "CRF"})
  void noRecordStopsItAndEachIsAmongTheMasksOrTheDead(InferenceKind kind) throws Exception {
    // Given a segmenter that has made a mask
    Process segmenter = null;
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      try (Admin admin = Admin.create(kafka.admin())) {
        Topics.ensure(
            admin,
            List.of(
                FrameTopic.definition(1, (short) 1),
                MaskTopic.definition(1, (short) 1),
                DeadLetterTopic.definition(1, (short) 1)));
      }
      segmenter = start(broker.bootstrap(), kind);
      List<ProducerRecord<byte[], byte[]>> odd = OddFrames.all();
      try (KafkaProducer<String, Frame> frames =
              new KafkaProducer<>(kafka.producer(), new StringSerializer(), new FrameSerializer());
          KafkaProducer<byte[], byte[]> others =
              new KafkaProducer<>(
                  kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
        frames.send(FrameTopic.record(Frames.of("front", 0))).get();
        await(kafka, MaskTopic.NAME, new MaskDeserializer(), 1);

        // When odd records come between good ones, the odd ones twice
        for (int i = 0; i < 2 * odd.size(); i++) {
          others.send(odd.get(i % odd.size())).get();
          frames.send(FrameTopic.record(Frames.of("front", i + 1))).get();
        }

        // Then every good frame has its mask, and every odd record a cause
        int all = 2 * odd.size();
        List<ConsumerRecord<byte[], Mask>> masks =
            await(kafka, MaskTopic.NAME, new MaskDeserializer(), all + 1);
        List<ConsumerRecord<byte[], byte[]>> dead =
            await(kafka, DeadLetterTopic.NAME, new ByteArrayDeserializer(), all);
        assertThat(masks).hasSize(all + 1);
        assertThat(dead).hasSize(all);
        assertThat(dead)
            .allSatisfy(
                letter ->
                    assertThat(letter.headers().lastHeader(DeadLetterTopic.CAUSE).value())
                        .isNotEmpty());
        assertThat(segmenter.isAlive()).isTrue();
      }
    } catch (ConditionTimeoutException | AssertionError e) {
      throw new AssertionError(
          "%s; the segmenter says:%n%s"
              .formatted(e.getMessage(), Files.readString(directory.resolve("said"))),
          e);
    } finally {
      if (segmenter != null) {
        segmenter.destroyForcibly().waitFor();
      }
    }
  }
}
