package dev.weir.stream.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.CameraId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Freshness rules")
class FreshnessRulesTest {
  private static String of(String camera, String... rules) {
    return FreshnessRules.parse(List.of(rules)).of(new CameraId(camera)).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "front, latest",
    "front.left, latest",
    "door1, lossless",
    "door12, max-age=2000ms",
    "aisle, max-age=300ms"
  })
  void theFirstThatNamesAFrameCountsAndTheOneForAllComesLast(String camera, String freshness) {
    assertThat(of(camera, "max-age=300ms", "front*=latest", "door?=lossless", "do*=max-age=2s"))
        .isEqualTo(freshness);
  }

  @Test
  void withoutRulesNothingIsLost() {
    assertThat(of("front")).isEqualTo("lossless");
  }

  @Test
  void aDotIsADot() {
    assertThat(of("frontxleft", "front.left=latest")).isEqualTo("lossless");
  }

  @Test
  void twoForTheSameCamerasAreRefused() {
    assertThatThrownBy(() -> of("front", "front*=latest", "front*=lossless"))
        .hasMessage(
            "freshness front*=lossless: there is one for front* already; expected one each");
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "front=newest", "max-age=200", "max-age=0ms", ""})
  void whatIsNoFreshnessIsRefused(String rule) {
    assertThatThrownBy(() -> of("front", rule)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoForAllAreRefused() {
    assertThatThrownBy(() -> of("front", "latest", "max-age=200ms"))
        .hasMessageContaining("there is one for all cameras already");
  }

  @Test
  void anAgeIsReadWithItsUnit() {
    assertThat(FreshnessPolicy.parse("max-age=2s"))
        .isEqualTo(FreshnessPolicy.maxAge(Duration.ofSeconds(2)));
  }
}
