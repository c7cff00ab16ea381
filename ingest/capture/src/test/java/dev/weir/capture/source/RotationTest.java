package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.image.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
  private static final Orientation TAGGED = Orientation.ofExif(7);

  @ParameterizedTest
  @CsvSource({"0, 1", "90, 6", "180, 3", "270, 8", "auto, 7", "AUTO, 7"})
  void anAngleReplacesTheMetadata(String text, int exif) {
    assertThat(Rotation.parse(text).of(TAGGED)).isEqualTo(Orientation.ofExif(exif));
  }

  @ParameterizedTest
  @ValueSource(strings = {"45", "-90", "360", "left", ""})
  void anAngleThatIsNotAQuarterTurnIsRefused(String text) {
    assertThatThrownBy(() -> Rotation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rotate '%s': expected auto, 0, 90, 180 or 270 (degrees clockwise)".formatted(text));
  }

  @Test
  void theLogNamesTheTurnThatIsAppliedOrIgnored() {
    assertThat(Rotation.AUTO.notice(Orientation.UPRIGHT)).isNull();
    assertThat(Rotation.NONE.notice(Orientation.UPRIGHT)).isNull();
    assertThat(Rotation.CLOCKWISE_90.notice(Orientation.CLOCKWISE_90)).isNull();
    assertThat(Rotation.AUTO.notice(Orientation.CLOCKWISE_90).text())
        .isEqualTo(
            "90 degrees clockwise, as the stream's metadata specifies; --rotate 0 leaves frames as they are stored");
    assertThat(Rotation.NONE.notice(Orientation.CLOCKWISE_90).text())
        .isEqualTo(
            "upright, set by --rotate; the stream's metadata specifies 90 degrees clockwise");
    assertThat(Rotation.HALF_TURN.notice(Orientation.UPRIGHT).text())
        .isEqualTo(
            "180 degrees clockwise, set by --rotate; the stream's metadata specifies upright");
  }
}
