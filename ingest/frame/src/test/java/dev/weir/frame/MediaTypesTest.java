package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A media type")
class MediaTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/jpeg",
        "IMAGE/JPEG",
        "Image/Jpeg",
        "image/jpeg;q=1",
        "image/jpeg; q=1",
        "image/jpeg ; charset=\"a;b\"",
        " image/jpeg\t"
      })
  void isComparedWithoutParametersAndRegardlessOfCase(String header) {
    assertThat(MediaEncoding.of(FrameEncoding.class, header)).isEqualTo(FrameEncoding.JPEG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "image", "image/jpeg2", "image/jpe", "image/jpeg, image/png"})
  void ofAnotherFormatIsRefused(String header) {
    assertThatThrownBy(() -> MediaEncoding.of(FrameEncoding.class, header))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("expected one of image/jpeg");
  }

  @Test
  void isComparedInTheSameWayInEveryLocale() {
    java.util.Locale before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(new java.util.Locale("tr"));
      assertThat(MediaTypes.matches("IMAGE/PNG", "image/png")).isTrue();
    } finally {
      java.util.Locale.setDefault(before);
    }
  }
}
