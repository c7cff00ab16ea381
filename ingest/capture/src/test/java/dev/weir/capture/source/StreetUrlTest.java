package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetUrlTest {
  @Test
  void everyParameterIsRead() {
    // When
    StreetUrl url = StreetUrl.parse("synthetic:street?seed=7&size=320x240&fps=12.5&frames=9");

    // Then
    assertThat(url).isEqualTo(new StreetUrl(7, new FrameSize(320, 240), 12.5, OptionalLong.of(9)));
  }

  @Test
  void aMissingParameterHasADefault() {
    assertThat(StreetUrl.parse("synthetic:street"))
        .isEqualTo(new StreetUrl(1, new FrameSize(640, 480), 15, OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "synthetic:street?seed=7&size=320x240&fps=12.5&frames=9",
    "synthetic:street?seed=-3&size=640x480&fps=15"
  })
  void theTextReadsBackAsTheSame(String text) {
    assertThat(StreetUrl.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synthetic:street?sped=7|unknown parameter 'sped=7', known are seed (a number), size",
        "synthetic:street?seed|seed is not a number; known are",
        "synthetic:street?seed=x|seed=x is not a number; known are",
        "synthetic:street?fps=0|above 0 to 240",
        "synthetic:street?fps=NaN|above 0 to 240",
        "synthetic:street?frames=0|expected a number from 1",
        "synthetic:street?size=5|expected WIDTHxHEIGHT",
        "synthetic:street?size=16x16|32 to 4096",
        "synthetic:sea|unknown scene"
      })
  void theErrorForAWrongUrlNamesTheExpectedForm(String text, String expected) {
    assertThatThrownBy(() -> StreetUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .hasMessageStartingWith(text.substring(0, 10));
  }
}
