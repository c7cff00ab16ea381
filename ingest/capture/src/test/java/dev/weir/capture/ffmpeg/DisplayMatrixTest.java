package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.image.Orientation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayMatrixTest {
  private static final int ONE = 1 << 16;

  private static int[] matrix(double a, double b, double c, double d) {
    return new int[] {
      (int) Math.round(a * ONE),
      (int) Math.round(b * ONE),
      0,
      (int) Math.round(c * ONE),
      (int) Math.round(d * ONE),
      0,
      0,
      0,
      1 << 30
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 0, 1",
    "2, -1, 0, 0, 1",
    "3, -1, 0, 0, -1",
    "4, 1, 0, 0, -1",
    "5, 0, 1, 1, 0",
    "6, 0, 1, -1, 0",
    "7, 0, -1, -1, 0",
    "8, 0, -1, 1, 0"
  })
  void theEightMatricesOfQuarterTurnsAreExifsEight(
      int exif, double a, double b, double c, double d) {
    assertThat(DisplayMatrix.orientation(matrix(a, b, c, d))).isEqualTo(Orientation.ofExif(exif));
  }

  @ParameterizedTest
  @CsvSource({"45, 45", "30, 30", "-30, 330", "200, 200", "89.7, 90", "359.6, 0"})
  void otherAnglesAreRoundedToDegreesClockwise(double degrees, double expected) {
    // Given
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));

    // When
    Orientation found = DisplayMatrix.orientation(matrix(cos, sin, -sin, cos));

    // Then
    Orientation wanted =
        expected == 90
            ? Orientation.CLOCKWISE_90
            : expected == 0 ? Orientation.UPRIGHT : Orientation.ofOddAngle(expected);
    assertThat(found).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "0, 0, 1, 1"})
  void aMatrixThatMapsToNothingLeavesPicturesAsTheyAre(double a, double b, double c, double d) {
    assertThat(DisplayMatrix.orientation(matrix(a, b, c, d))).isEqualTo(Orientation.UPRIGHT);
  }

  @ParameterizedTest
  @CsvSource({"0", "8"})
  void aMatrixThatIsTooShortLeavesPicturesAsTheyAre(int length) {
    assertThat(DisplayMatrix.orientation(new int[length])).isEqualTo(Orientation.UPRIGHT);
  }
}
