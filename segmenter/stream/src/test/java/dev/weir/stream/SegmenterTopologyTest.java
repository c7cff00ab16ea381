package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.Mask;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the topology")
class SegmenterTopologyTest extends TopologyFixture {
  @Test
  void aFrameBecomesAMaskWithTheSameIdAndARefToItsFrame() {
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
    assertThat(mask.model()).isEqualTo(engine.id());
    assertThat(mask.width()).isEqualTo(Frames.WIDTH);
    byte[] classes = mask.classes();
    assertThat(classes[0]).isEqualTo((byte) 3);
    assertThat(classes[classes.length - 1]).isEqualTo((byte) 0);
    assertThat(accounting.counts()).isEqualTo(new FrameCounts(1, 1, Map.of(), 0));
  }

  @Test
  void eachCameraUsesItsOwnModel() {
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
  void aFrameWithoutAKeyOrWithAnOddKeyGetsItsMask() {
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
