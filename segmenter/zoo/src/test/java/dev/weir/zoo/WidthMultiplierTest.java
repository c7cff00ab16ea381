package dev.weir.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthMultiplierTest {
  @ParameterizedTest
  @CsvSource({
    "1,48,48",
    "2,728,1456",
    "0.25,64,16",
    "0.25,48,16",
    "0.25,728,184",
    "0.1,64,8",
    "0.05,32,8",
  })
  void channelsAreMultiplesOfEightAndNeverBelow(double factor, int published, int channels) {
    assertThat(new WidthMultiplier(factor).channels(published)).isEqualTo(channels);
  }

  @Test
  void itIsWrittenAsPeopleWriteIt() {
    assertThat(new WidthMultiplier(1)).hasToString("1");
    assertThat(new WidthMultiplier(0.25)).hasToString("0.25");
  }

  @Test
  void aFactorThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new WidthMultiplier(9))
        .hasMessageContaining("width 9: expected 0.05 to 4");
    assertThatThrownBy(() -> new WidthMultiplier(Double.POSITIVE_INFINITY))
        .hasMessageContaining("width Infinity");
  }
}
