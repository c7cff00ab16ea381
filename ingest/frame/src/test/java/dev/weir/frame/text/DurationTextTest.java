package dev.weir.frame.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A duration")
class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"2ms,2", "10s,10000", "' 0ms ',0", "999999999s,999999999000"})
  void isReadWithItsUnit(String text, long millis) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "10 s", "5m", "1000000000s"})
  void ofAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s': expected a time such as 2ms or 10s", text);
  }
}
