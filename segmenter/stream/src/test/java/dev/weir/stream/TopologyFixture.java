package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.inference.Segmenter;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.BrightnessSegmenter;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.SegmentationPipeline;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The topology in a test driver, with two models and without a broker. */
abstract class TopologyFixture {
  static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

  private static final SegmenterStageOptions OPTIONS =
      SegmenterStageOptions.defaults()
          .withApplicationId("test")
          .withFreshness(FreshnessRules.parse(List.of("hasty=max-age=500ms")))
          .withClock(Clock.fixed(NOW, ZoneOffset.UTC));

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path state;

  final BrightnessSegmenter engine = new BrightnessSegmenter();
  final MemoryStore store = new MemoryStore();
  final SuspectFrames suspects = new SuspectFrames(store);
  final FrameAccounting accounting = new FrameAccounting();
  private final BrightnessSegmenter night = new BrightnessSegmenter("night", "111111111111");
  private CameraRules<FrameEngine> engines;
  private TopologyTestDriver driver;
  TestInputTopic<String, byte[]> frames;
  TestOutputTopic<String, Mask> masks;
  TestOutputTopic<byte[], byte[]> dead;

  @BeforeEach
  void startTheTopology() {
    CameraRules<Segmenter> rules =
        new CameraRules<>(
            List.of(
                new CameraRules.Rule<>(new CameraPattern("front*"), engine),
                new CameraRules.Rule<>(new CameraPattern("hasty"), engine),
                new CameraRules.Rule<>(new CameraPattern("night?"), night)),
            Optional.empty());
    engines = rules.map(e -> SegmentationPipeline.start(e, OPTIONS));
    Properties settings =
        StreamSettings.of(new KafkaConnection("localhost:1"), OPTIONS, state, accounting);
    driver =
        new TopologyTestDriver(
            SegmenterTopology.of(
                engines,
                OPTIONS,
                StreamSettings.timeouts(settings, PATIENCE),
                suspects,
                accounting),
            settings);
    frames =
        driver.createInputTopic(FrameTopic.NAME, new StringSerializer(), new ByteArraySerializer());
    masks =
        driver.createOutputTopic(MaskTopic.NAME, new StringDeserializer(), new MaskDeserializer());
    dead =
        driver.createOutputTopic(
            DeadLetterTopic.NAME, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stopTheTopology() {
    driver.close();
    engines.values().forEach(FrameEngine::close);
  }

  static TestRecord<String, byte[]> record(Frame frame) {
    Headers headers = new RecordHeaders();
    byte[] value = new FrameSerializer().serialize(FrameTopic.NAME, headers, frame);
    return new TestRecord<>(frame.id().camera().value(), value, headers, frame.captureTime());
  }

  static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
