package dev.weir.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.street.scene.StreetClass;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreetDriveTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  @Test
  void aSecondLooksTheSameInAnyOrderAndOnAFreshInstance() {
    // Given
    StreetDrive drive = new StreetDrive(5, WIDTH, HEIGHT);
    Picture first = Picture.of(drive, 12.4);

    // When
    Picture.of(drive, 90);
    Picture.of(drive, 0);
    Picture again = Picture.of(drive, 12.4);
    Picture fresh = Picture.of(new StreetDrive(5, WIDTH, HEIGHT), 12.4);

    // Then
    assertThat(again.bgr()).isEqualTo(first.bgr());
    assertThat(again.classes()).isEqualTo(first.classes());
    assertThat(fresh.bgr()).isEqualTo(first.bgr());
    assertThat(fresh.classes()).isEqualTo(first.classes());
  }

  @Test
  void thePreviousContentOfTheArraysDoesNotShow() {
    // Given
    StreetDrive drive = new StreetDrive(5, WIDTH, HEIGHT);
    Picture clean = Picture.of(drive, 3);
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    byte[] classes = new byte[WIDTH * HEIGHT];
    Arrays.fill(bgr, (byte) 77);
    Arrays.fill(classes, (byte) 77);

    // When
    drive.render(3, bgr, classes);

    // Then
    assertThat(bgr).isEqualTo(clean.bgr());
    assertThat(classes).isEqualTo(clean.classes());
  }

  /** Three times what it takes, so that only something gone badly wrong fails. */
  @Test
  void aCoreRendersSixtyPicturesASecondOrNearlySo() {
    // When
    double millis = StreetBenchmark.millisPerPicture(640, 480, 60, 60);

    // Then
    assertThat(millis).isLessThan(3 * 1000 / 60.0);
  }

  @Test
  void anotherSeedIsAnotherStreet() {
    // Given
    Picture one = Picture.of(new StreetDrive(1, WIDTH, HEIGHT), 8);

    // When
    Picture other = Picture.of(new StreetDrive(2, WIDTH, HEIGHT), 8);

    // Then
    assertThat(differing(one.classes(), other.classes())).isGreaterThan(WIDTH * HEIGHT / 20);
    assertThat(differing(one.bgr(), other.bgr())).isGreaterThan(WIDTH * HEIGHT);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE, Long.MIN_VALUE})
  void aMinuteOfDrivingShowsEveryClass(long seed) {
    // Given
    StreetDrive drive = new StreetDrive(seed, WIDTH, HEIGHT);
    Set<Integer> seen = new HashSet<>();
    byte[] classes = new byte[WIDTH * HEIGHT];

    // When
    for (int second = 0; second < 60; second += 3) {
      drive.renderTruth(second, classes);
      for (byte shown : classes) {
        seen.add((int) shown);
      }
    }

    // Then
    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void truthAloneIsThePicturesTruth(long seed) {
    // Given
    StreetDrive drive = new StreetDrive(seed, WIDTH, HEIGHT);
    byte[] truth = new byte[WIDTH * HEIGHT];

    for (double seconds = 0; seconds < 40; seconds += 2.7) {
      // When
      Picture picture = Picture.of(drive, seconds);
      drive.renderTruth(seconds, truth);

      // Then
      assertThat(truth).isEqualTo(picture.classes());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void roadIsAtTheBottomAndSkyAtTheTop(long seed) {
    // Given
    StreetDrive drive = new StreetDrive(seed, WIDTH, HEIGHT);
    byte[] classes = new byte[WIDTH * HEIGHT];

    for (int second = 0; second < 60; second += 2) {
      // When
      drive.renderTruth(second, classes);

      // Then
      assertThat(classes[(HEIGHT - 1) * WIDTH + WIDTH / 2])
          .isEqualTo((byte) StreetClass.ROAD.index());
      assertThat(classes[WIDTH / 2]).isEqualTo((byte) StreetClass.SKY.index());
    }
  }

  @Test
  void thePictureMovesBetweenFramesButDoesNotJump() {
    // Given
    StreetDrive drive = new StreetDrive(9, WIDTH, HEIGHT);
    byte[] before = new byte[WIDTH * HEIGHT];
    byte[] after = new byte[WIDTH * HEIGHT];
    drive.renderTruth(0, before);

    for (int frame = 1; frame <= 300; frame++) {
      // When
      drive.renderTruth(frame / 30.0, after);

      // Then
      assertThat(differing(before, after)).isBetween(1, WIDTH * HEIGHT / 8);
      System.arraycopy(after, 0, before, 0, after.length);
    }
  }

  @Test
  void picturesOfTwoSecondsDiffer() {
    // Given
    StreetDrive drive = new StreetDrive(9, WIDTH, HEIGHT);

    // When
    Picture now = Picture.of(drive, 10);
    Picture later = Picture.of(drive, 10.04);

    // Then
    assertThat(differing(now.bgr(), later.bgr())).isGreaterThan(WIDTH * HEIGHT);
  }

  @ParameterizedTest
  @CsvSource({"33,47", "32,32", "47,33", "1280,96", "64,700", "4096,32", "32,4096", "641,481"})
  void oddSmallAndWidePicturesAreWhole(int width, int height) {
    // Given
    StreetDrive drive = new StreetDrive(11, width, height);
    byte[] bgr = new byte[width * height * 3];
    byte[] classes = new byte[width * height];

    for (double seconds = 0; seconds < 30; seconds += 3.3) {
      // When
      drive.render(seconds, bgr, classes);

      // Then
      assertThat(drive.width()).isEqualTo(width);
      assertThat(drive.height()).isEqualTo(height);
      assertClassesKnown(classes);
    }
  }

  @Test
  void theStreetHasNoEnd() {
    // Given
    StreetDrive drive = new StreetDrive(3, WIDTH, HEIGHT);

    // When
    Picture late = Picture.of(drive, 1e9);

    // Then
    assertClassesKnown(late.classes());
    assertThat(late.classes())
        .contains(StreetClass.BUILDING.index())
        .contains(StreetClass.ROAD.index());
  }

  @Test
  void arraysOfAnotherLengthAreNamed() {
    // Given
    StreetDrive drive = new StreetDrive(1, 64, 48);
    byte[] bgr = new byte[64 * 48 * 3];
    byte[] classes = new byte[64 * 48];

    // When, Then
    assertThatThrownBy(() -> drive.render(0, new byte[5], classes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bgr of 5 bytes: expected 9216");
    assertThatThrownBy(() -> drive.render(0, bgr, new byte[6]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes of 6 bytes: expected 3072");
    assertThatThrownBy(() -> drive.renderTruth(0, new byte[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes of 7 bytes: expected 3072");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {-0.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e9})
  void secondsOutOfRangeAreNamed(double seconds) {
    // Given
    StreetDrive drive = new StreetDrive(1, 64, 48);

    // When, Then
    assertThatThrownBy(() -> drive.renderTruth(seconds, new byte[64 * 48]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seconds %s: expected 0 to 1000000000", seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "31,480,width 31: expected 32 to 4096",
    "4097,480,width 4097: expected 32 to 4096",
    "640,31,height 31: expected 32 to 4096",
    "640,-5,height -5: expected 32 to 4096"
  })
  void sizesOutOfRangeAreNamed(int width, int height, String message) {
    // When, Then
    assertThatThrownBy(() -> new StreetDrive(1, width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void classesAreNumberedAsInMasks() {
    // When, Then
    assertThat(StreetClass.values())
        .extracting(StreetClass::index)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  private static void assertClassesKnown(byte[] classes) {
    for (byte shown : classes) {
      if (shown < 0 || shown > 10) {
        assertThat(shown).as("class").isBetween((byte) 0, (byte) 10);
      }
    }
  }

  private static int differing(byte[] one, byte[] other) {
    int count = 0;
    for (int i = 0; i < one.length; i++) {
      count += one[i] == other[i] ? 0 : 1;
    }
    return count;
  }

  /** What render() fills. */
  private static final class Picture {
    private final byte[] bgr;
    private final byte[] classes;

    private Picture(int pixels) {
      bgr = new byte[pixels * 3];
      classes = new byte[pixels];
    }

    static Picture of(StreetDrive drive, double seconds) {
      Picture picture = new Picture(drive.width() * drive.height());
      drive.render(seconds, picture.bgr, picture.classes);
      return picture;
    }

    byte[] bgr() {
      return bgr;
    }

    byte[] classes() {
      return classes;
    }
  }
}
