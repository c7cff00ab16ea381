package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.FrameSources;
import dev.weir.street.StreetDrive;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StreetSourceTest extends FrameSourceKit {
  @Override
  protected String url() {
    return "synthetic:street?seed=7&size=96x64&fps=10&frames=30";
  }

  @Override
  protected OptionalInt pictures() {
    return OptionalInt.of(30);
  }

  @Override
  protected boolean live() {
    return false;
  }

  @Override
  protected String wrongUrl() {
    return "synthetic:street?sed=7";
  }

  @Test
  void pictureNShowsTheTimeNByFps() throws SourceException {
    // Given
    StreetDrive drive = new StreetDrive(7, 96, 64);
    byte[] expected = new byte[96 * 64 * 3];
    try (FrameSource source = open()) {
      for (int n = 0; n < 5; n++) {
        // When
        CapturedImage.Raw shot = (CapturedImage.Raw) source.next();

        // Then
        drive.render(n / 10.0, expected, new byte[96 * 64]);
        byte[] shown = new byte[expected.length];
        shot.pixels().bgr().get(0, shown);
        assertThat(shown).isEqualTo(expected);
        assertThat(shot.position()).isEqualTo(Duration.ofMillis(100L * n));
      }
    }
  }

  @Test
  void aWantedSizeIsRenderedInPlaceOfTheUrls() throws SourceException {
    // Given
    SourceOptions small =
        new SourceOptions(new FrameSize(48, 32), Duration.ofSeconds(1), Duration.ofSeconds(1));

    // When
    try (FrameSource source = new FrameSources().open(url(), small)) {
      CapturedImage image = source.next();

      // Then
      assertThat(image.width()).isEqualTo(48);
      assertThat(image.height()).isEqualTo(32);
    }
  }

  @Test
  void aSizeThatTheDriveDoesNotHaveIsAPermanentError() {
    // Given
    SourceOptions tiny =
        new SourceOptions(new FrameSize(16, 16), Duration.ofSeconds(1), Duration.ofSeconds(1));

    // When, Then
    assertThatThrownBy(() -> new FrameSources().open(url(), tiny))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isTrue())
        .hasMessageContaining("expected width and height of 32 to 4096 pixels");
  }
}
