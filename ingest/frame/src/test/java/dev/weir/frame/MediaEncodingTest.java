package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A media type")
class MediaEncodingTest {
  @ParameterizedTest
  @EnumSource(FrameEncoding.class)
  void namesItsEncoding(FrameEncoding encoding) {
    assertThat(MediaEncoding.of(FrameEncoding.class, encoding.mediaType())).isSameAs(encoding);
  }

  @Test
  void ofNoEncodingIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> MediaEncoding.of(FrameEncoding.class, "video/mp4"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("content-type 'video/mp4': expected one of image/jpeg, image/png");
  }
}
