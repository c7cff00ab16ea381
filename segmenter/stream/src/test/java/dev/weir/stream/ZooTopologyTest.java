package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.Frame;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.SegmentationPipeline;
import dev.weir.stream.rules.CameraRules;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The topology, with each network of the zoo")
class ZooTopologyTest {
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  private static final double NARROW = 0.1;
  private static final InputSize WORKING = new InputSize(96, 64);
  private static final ClassMap CLASSES = ClassMap.CAMVID;

  @TempDir Path directory;

  static List<String> networks() {
    return Networks.names();
  }

  /** Exports a narrow, untrained network to a file of its name. */
  private Path export(String network) throws IOException {
    ModelMetadata metadata =
        new ModelMetadata(
            network,
            NARROW,
            CLASSES.classes().stream().map(ClassMap.Entry::name).toList(),
            CLASSES.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            WORKING,
            Map.of());
    Path file = directory.resolve(network + ".onnx");
    DeployedModel.of(Networks.of(network, CLASSES.size(), NARROW), new RandomWeights(3), metadata)
        .write(file);
    return file;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void makesOfAFrameAMaskOfItsSizeThatNamesTheNetwork(String network) throws IOException {
    // Given
    SegmenterStageOptions options = SegmenterStageOptions.defaults().withApplicationId("zoo");
    FrameAccounting accounting = new FrameAccounting();
    Properties settings =
        StreamSettings.of(new KafkaConnection("localhost:1"), options, directory, accounting);
    EngineTimeouts timeouts = StreamSettings.timeouts(settings, Duration.ofSeconds(20));
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(export(network), CPU);
        FrameEngine engine = SegmentationPipeline.start(segmenter, options);
        TopologyTestDriver driver =
            new TopologyTestDriver(
                SegmenterTopology.of(
                    CameraRules.forAll(engine),
                    options,
                    timeouts,
                    new SuspectFrames(new MemoryStore()),
                    accounting),
                settings)) {
      Frame frame = Frames.of("front", 7);
      Headers headers = new RecordHeaders();
      byte[] value = new FrameSerializer().serialize(FrameTopic.NAME, headers, frame);

      // When
      driver
          .createInputTopic(FrameTopic.NAME, new StringSerializer(), new ByteArraySerializer())
          .pipeInput(new TestRecord<>("front", value, headers, frame.captureTime()));

      // Then
      TestRecord<String, byte[]> out =
          driver
              .createOutputTopic(
                  MaskTopic.NAME, new StringDeserializer(), new ByteArrayDeserializer())
              .readRecord();
      Mask mask = new MaskDeserializer().deserialize(MaskTopic.NAME, out.headers(), out.value());
      assertThat(mask.id()).isEqualTo(frame.id());
      assertThat(mask.width()).isEqualTo(Frames.WIDTH);
      assertThat(mask.height()).isEqualTo(Frames.HEIGHT);
      assertThat(mask.classes()).hasSize(Frames.WIDTH * Frames.HEIGHT);
      for (byte found : mask.classes()) {
        assertThat(found & 0xFF).isLessThan(CLASSES.size());
      }
      assertThat(new String(out.headers().lastHeader("ce_model").value(), StandardCharsets.UTF_8))
          .isEqualTo(segmenter.model().id())
          .startsWith(network + "@");
      assertThat(accounting.counts()).isEqualTo(new FrameCounts(1, 1, Map.of(), 0));
    }
  }
}
