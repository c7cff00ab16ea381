package dev.weir.frame.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A size in pixels")
class PixelSizeTest {
  @ParameterizedTest
  @ValueSource(strings = {"640x480", "640X480", " 640x480 "})
  void isReadAsUsersWriteIt(String text) {
    assertThat(PixelSize.parse("size", text)).isEqualTo(new PixelSize(640, 480));
    assertThat(PixelSize.parse("size", text)).hasToString("640x480");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "640", "640x", "x480", "640*480", "-640x480", "640x480x3", "123456x1"})
  void ofAnotherFormIsRefusedByName(String text) {
    assertThatThrownBy(() -> PixelSize.parse("crop", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("crop '%s': expected WIDTHxHEIGHT in pixels, for example 640x480", text);
  }
}
