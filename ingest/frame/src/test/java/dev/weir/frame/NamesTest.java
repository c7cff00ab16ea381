package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names, references and dead letters")
class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "straße", "x\n", ".", "..", "..."})
  void aCameraIdOfOtherCharactersIsRefusedByName(String id) {
    assertThatThrownBy(() -> new CameraId(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("camera id '" + id + "'");
  }

  @Test
  void aCameraIdOfMoreThan64CharactersIsRefused() {
    assertThat(new CameraId("c".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new CameraId("c".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFrameIdIsReadFromWhatItPrints() {
    FrameId id = new FrameId(new CameraId("rear.left"), "k3j-9", 7);

    assertThat(id).hasToString("rear.left/k3j-9/7");
    assertThat(FrameId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "../s"})
  void aSessionThatCouldLeadElsewhereAsADirectoryIsRefused(String session) {
    assertThatThrownBy(() -> new FrameId(new CameraId("front"), session, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("session '" + session + "'");
  }

  @Test
  void aFrameReferenceIsReadFromWhatItPrints() {
    FrameRef ref = new FrameRef("weir.frames-eu", 12, 345_678_901_234L);

    assertThat(ref).hasToString("weir.frames-eu-12@345678901234");
    assertThat(FrameRef.parse(ref.toString())).isEqualTo(ref);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"weir.frames", "weir.frames-1", "weir.frames@3", "weir.frames-x@3", "-1@3"})
  void aFrameReferenceOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> FrameRef.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic-partition@offset");
  }

  @Test
  void aDeadRecordSaysWhyAndWhereBesideWhatCame() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_id", "front/s/1".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    var dead =
        DeadTopic.record(
            new byte[] {1},
            new byte[] {2, 3},
            headers,
            "segmenter",
            new FrameRef("weir.frames", 3, 99),
            new MalformedMessageException("no picture"));

    assertThat(dead.topic()).isEqualTo("weir.dead");
    assertThat(dead.partition()).isEqualTo(3);
    assertThat(dead.key()).containsExactly(1);
    assertThat(dead.value()).containsExactly(2, 3);
    assertThat(dead.headers().lastHeader("ce_id").value()).isNotEmpty();
    assertThat(dead.headers().lastHeader(DeadTopic.CAUSE).value())
        .asString()
        .isEqualTo("no picture");
    assertThat(dead.headers().lastHeader(DeadTopic.STAGE).value())
        .asString()
        .isEqualTo("segmenter");
    assertThat(dead.headers().lastHeader(DeadTopic.ORIGIN).value())
        .asString()
        .isEqualTo("weir.frames-3@99");
  }
}
