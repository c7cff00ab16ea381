package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.BrightnessEngine;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.SegmentationEngine;
import dev.weir.stream.pipeline.SegmentationPipeline;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessRules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmenterTopologyTest {
  private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

  private static final SegmenterStageOptions OPTIONS =
      SegmenterStageOptions.builder()
          .applicationId("test")
          .freshness(FreshnessRules.parse(List.of("hasty=max-age=500ms")))
          .clock(Clock.fixed(NOW, ZoneOffset.UTC))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path state;

  private final BrightnessEngine engine = new BrightnessEngine();
  private final FrameAccounting accounting = new FrameAccounting();
  private final BrightnessEngine night = new BrightnessEngine("night@111111111111");
  private CameraRules<FrameEngine> engines;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> frames;
  private TestOutputTopic<String, Mask> masks;
  private TestOutputTopic<byte[], byte[]> dead;

  @BeforeEach
  void startTheTopology() {
    CameraRules<SegmentationEngine> rules =
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
                engines, OPTIONS, StreamSettings.timeouts(settings, PATIENCE), accounting),
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

  private static TestRecord<String, byte[]> record(Frame frame) {
    Headers headers = new RecordHeaders();
    byte[] value = new FrameSerializer().serialize(FrameTopic.NAME, headers, frame);
    return new TestRecord<>(frame.id().camera().value(), value, headers, frame.captureTime());
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void aFrameBecomesAMaskOfTheSameIdThatNamesItsFrame() {
    // Given
    Frame frame = Frames.of("front", 7);

    // When
    frames.pipeInput(record(frame));

    // Then
    TestRecord<String, Mask> out = masks.readRecord();
    Mask mask = out.value();
    assertThat(out.key()).isEqualTo("front");
    assertThat(out.getRecordTime()).isEqualTo(frame.captureTime());
    assertThat(mask.id()).isEqualTo(frame.id());
    assertThat(mask.frameRef()).isEqualTo(new FrameRef(FrameTopic.NAME, 0, 0));
    assertThat(mask.timing()).isEqualTo(new Mask.Timing(frame.captureTime(), NOW, NOW));
    assertThat(mask.model()).isEqualTo(engine.model());
    assertThat(mask.width()).isEqualTo(Frames.WIDTH);
    byte[] classes = mask.classes();
    assertThat(classes[0]).isEqualTo((byte) 3);
    assertThat(classes[classes.length - 1]).isEqualTo((byte) 0);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(1, 1, Map.of(), 0));
  }

  @Test
  void whatIsNoFrameGoesToTheDeadAsItCameAndTheNextFrameGoesOn() {
    // Given
    Headers odd = new RecordHeaders().add("who", "me".getBytes(StandardCharsets.UTF_8));
    byte[] bytes = {1, 2, 3};

    // When
    frames.pipeInput(new TestRecord<>("front", bytes, odd));
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then
    TestRecord<byte[], byte[]> letter = dead.readRecord();
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(letter.key()).isEqualTo("front".getBytes(StandardCharsets.UTF_8));
    assertThat(header(letter, "who")).isEqualTo("me");
    assertThat(header(letter, DeadLetterTopic.STAGE)).isEqualTo("segmenter");
    assertThat(header(letter, DeadLetterTopic.ORIGIN)).isEqualTo("weir.frames-0@0");
    assertThat(header(letter, DeadLetterTopic.CAUSE)).isNotBlank();
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aPictureWithASoundHeaderAndBrokenPixelsGoesToTheDead() {
    // Given a JPEG that is cut off after its header
    TestRecord<String, byte[]> cut = record(Frames.of("front", 0));
    byte[] whole = cut.value();
    byte[] bytes = ByteBuffer.allocate(200).put(whole, 0, 200).array();

    // When
    frames.pipeInput(new TestRecord<>("front", bytes, cut.headers()));
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then every frame is accounted for, whether the decoder or the header check found the error
    assertThat(dead.readRecord().value()).isEqualTo(bytes);
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aRecordWithoutAValueGoesToTheDead() {
    // When
    frames.pipeInput(new TestRecord<>("front", null, record(Frames.of("front", 0)).headers()));

    // Then
    assertThat(header(dead.readRecord(), DeadLetterTopic.CAUSE)).contains("without a value");
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(1, 0, Map.of(), 1));
  }

  @Test
  void aHeaderThatClaimsTooManyPixelsIsRefusedWithoutDecoding() {
    // Given a JPEG whose header claims to be 60000 wide and high
    TestRecord<String, byte[]> small = record(Frames.of("front", 0));
    TestRecord<String, byte[]> huge =
        new TestRecord<>(
            "front", OddFrames.resized(small.value(), 60_000, 60_000), small.headers());

    // When
    frames.pipeInput(huge);

    // Then
    assertThat(header(dead.readRecord(), DeadLetterTopic.CAUSE)).contains("60000x60000");
  }

  @Test
  void eachCamerasMaskIsByItsOwnModel() {
    // When
    frames.pipeInput(record(Frames.of("night1", 0)));
    frames.pipeInput(record(Frames.of("front", 0)));
    frames.pipeInput(record(Frames.of("front2", 0)));

    // Then
    assertThat(masks.readValuesToList())
        .extracting(m -> m.id().camera() + " " + m.model())
        .containsExactly(
            "night1 night@111111111111",
            "front brightness@000000000000",
            "front2 brightness@000000000000");
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(3, 3, Map.of(), 0));
  }

  @Test
  void aFrameOfACameraWithoutModelGoesToTheDeadWithTheCauseAndTheNextGoesOn() {
    // Given
    TestRecord<String, byte[]> stray = record(Frames.of("door", 0));

    // When
    frames.pipeInput(stray);
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then
    TestRecord<byte[], byte[]> letter = dead.readRecord();
    assertThat(letter.value()).isEqualTo(stray.value());
    assertThat(header(letter, DeadLetterTopic.CAUSE)).contains("no model is for camera door");
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aBrokenEngineStopsTheStreamAndSendsNobodyToTheDead() {
    // Given
    engine.broken = true;

    // When, Then
    assertThatThrownBy(() -> frames.pipeInput(record(Frames.of("front", 0))))
        .hasStackTraceContaining("the engine failed on front/s1/0: out of memory on the device");
    assertThat(dead.isEmpty()).isTrue();
    assertThat(masks.isEmpty()).isTrue();
    assertThat(accounting.counts().out() + accounting.counts().dead()).isZero();
  }

  @Test
  void aFrameOnWhichTheEngineFailsAloneGoesToTheDeadAndTheNextGoesOn() {
    // Given
    engine.poison = 65;
    Frame odd = Frames.of("front", 0, 65, 48);

    // When
    frames.pipeInput(record(odd));
    frames.pipeInput(record(Frames.of("front", 1)));

    // Then
    TestRecord<byte[], byte[]> letter = dead.readRecord();
    assertThat(letter.value()).isEqualTo(odd.data());
    assertThat(header(letter, DeadLetterTopic.CAUSE)).contains("the model fails on it");
    assertThat(masks.readValue().id().sequence()).isEqualTo(1);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(2, 1, Map.of(), 1));
  }

  @Test
  void aFrameWithoutAKeyOrWithAnOddOneGetsItsMask() {
    // When
    TestRecord<String, byte[]> frame = record(Frames.of("front", 0));
    frames.pipeInput(new TestRecord<>(null, frame.value(), frame.headers()));
    frames.pipeInput(new TestRecord<>("\u0000../", frame.value(), frame.headers()));

    // Then
    assertThat(masks.readKeyValuesToList())
        .extracting(m -> m.key)
        .containsExactly("front", "front");
  }

  @Test
  void aFrameThatIsTooOldForItsCameraIsDroppedAndCounted() {
    // Given old frames, from one camera with a maximum age and one without
    TestRecord<String, byte[]> late = record(Frames.of("hasty", 0));
    TestRecord<String, byte[]> patient = record(Frames.of("front", 0));

    // When
    frames.pipeInput(late);
    frames.pipeInput(patient);

    // Then
    assertThat(masks.readValuesToList())
        .singleElement()
        .extracting(m -> m.id().camera())
        .isEqualTo(new CameraId("front"));
    assertThat(dead.isEmpty()).isTrue();
    assertThat(accounting.counts())
        .isEqualTo(new FrameCounts(2, 1, Map.of(DropCause.TOO_OLD, 1L), 0));
  }
}
