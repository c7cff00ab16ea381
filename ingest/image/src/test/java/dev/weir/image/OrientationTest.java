package dev.weir.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  /** Returns pixels from rows of letters, one pixel each. */
  private static Pixels picture(String... rows) {
    Pixels pixels = Pixels.allocate(rows[0].length(), rows.length);
    for (int i = 0; i < rows.length * rows[0].length(); i++) {
      char letter = rows[i / rows[0].length()].charAt(i % rows[0].length());
      pixels.bgr().put(i * 3, (byte) letter).put(i * 3 + 1, (byte) 1).put(i * 3 + 2, (byte) 2);
    }
    return pixels;
  }

  private static String text(Pixels pixels) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < pixels.width() * pixels.height(); i++) {
      rows.append(i > 0 && i % pixels.width() == 0 ? "/" : "");
      rows.append((char) pixels.bgr().get(i * 3));
      assertThat(pixels.bgr().get(i * 3 + 1)).isEqualTo((byte) 1);
      assertThat(pixels.bgr().get(i * 3 + 2)).isEqualTo((byte) 2);
    }
    return rows.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "1, ABC/DEF, upright",
    "2, CBA/FED, mirrored left to right",
    "3, FED/CBA, 180 degrees clockwise",
    "4, DEF/ABC, 'mirrored left to right, then 180 degrees clockwise'",
    "5, AD/BE/CF, 'mirrored left to right, then 270 degrees clockwise'",
    "6, DA/EB/FC, 90 degrees clockwise",
    "7, FC/EB/DA, 'mirrored left to right, then 90 degrees clockwise'",
    "8, CF/BE/AD, 270 degrees clockwise"
  })
  void eachOfExifsEightOrientationsIsTurnedUpright(int exif, String shown, String said) {
    // Given
    Orientation orientation = Orientation.ofExif(exif);
    Pixels stored = picture("ABC", "DEF");

    // When
    Pixels turned = orientation.apply(stored, null);

    // Then
    assertThat(text(turned)).isEqualTo(shown);
    assertThat(turned.width()).isEqualTo(orientation.width(3, 2));
    assertThat(turned.height()).isEqualTo(orientation.height(3, 2));
    assertThat(orientation).hasToString(said);
    assertThat(orientation.upright()).isEqualTo(exif == 1);
    assertThat(text(stored)).isEqualTo("ABC/DEF");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, -1, 65535})
  void aValueThatExifDoesNotHaveIsUpright(int exif) {
    assertThat(Orientation.ofExif(exif)).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void pixelsThatAreUprightAreNotCopied() {
    Pixels stored = picture("ABC", "DEF");
    assertThat(Orientation.UPRIGHT.apply(stored, null)).isSameAs(stored);
  }

  @Test
  void memoryIsUsedAgain() {
    // Given
    Pixels reuse = Pixels.allocate(10, 10);

    // When
    Pixels turned = Orientation.CLOCKWISE_90.apply(picture("ABC", "DEF"), reuse);

    // Then
    assertThat(turned.bgr()).isSameAs(reuse.bgr());
    assertThat(text(turned)).isEqualTo("DA/EB/FC");
  }

  @Test
  void anOddAngleTurnsAroundTheCenterAndLeavesBlackCorners() {
    // Given a white square of 101 pixels
    Pixels stored = Pixels.allocate(101, 101);
    for (int i = 0; i < 101 * 101 * 3; i++) {
      stored.bgr().put(i, (byte) 255);
    }

    // When
    Pixels turned = Orientation.ofOddAngle(45).apply(stored, null);

    // Then
    assertThat(turned.width()).isEqualTo(101);
    assertThat(turned.bgr().get(0)).isZero();
    assertThat(turned.bgr().get((50 * 101 + 50) * 3)).isEqualTo((byte) 255);
    assertThat(turned.bgr().get((50 * 101 + 2) * 3)).isEqualTo((byte) 255);
  }

  @Test
  void anOddAngleIsClockwise() {
    // Given a square where only the middle of the upper edge is white
    Pixels stored = Pixels.allocate(101, 101);
    for (int i = 0; i < 9; i++) {
      stored.bgr().put((10 * 101 + 49) * 3 + i, (byte) 255);
      stored.bgr().put((11 * 101 + 49) * 3 + i, (byte) 255);
      stored.bgr().put((9 * 101 + 49) * 3 + i, (byte) 255);
    }

    // When
    Pixels turned = Orientation.ofOddAngle(45).apply(stored, null);

    // Then the white spot is at the upper right: 40 pixels from the center
    assertThat(turned.bgr().get(((50 - 28) * 101 + 50 + 28) * 3) & 0xFF).isGreaterThan(200);
  }
}
