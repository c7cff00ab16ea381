package dev.weir.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreetDriveTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  // Two arrays that belong together; nobody compares moments.
  @SuppressWarnings("ArrayRecordComponent")
  private record Moment(byte[] bgr, byte[] classes) {}

  private static Moment render(StreetDrive drive, double seconds) {
    Moment moment =
        new Moment(
            new byte[drive.width() * drive.height() * 3], new byte[drive.width() * drive.height()]);
    drive.render(seconds, moment.bgr, moment.classes);
    return moment;
  }

  private static StreetDrive drive(long seed) {
    return new StreetDrive(seed, WIDTH, HEIGHT);
  }

  @Test
  void seedAndTimeAloneDecideThePicture() {
    // Given a drive that has been elsewhere
    StreetDrive used = drive(7);
    Moment first = render(used, 12.5);
    render(used, 99);
    render(used, 0);

    // When, Then
    assertThat(render(used, 12.5).bgr).isEqualTo(first.bgr);
    assertThat(render(drive(7), 12.5).bgr).isEqualTo(first.bgr);
    assertThat(render(drive(7), 12.5).classes).isEqualTo(first.classes);
  }

  @Test
  void anotherSeedIsAnotherStreet() {
    assertThat(render(drive(7), 5).classes).isNotEqualTo(render(drive(8), 5).classes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 42, -3})
  void allElevenClassesComeAlongWithinAMinute(long seed) {
    // Given
    StreetDrive drive = drive(seed);
    byte[] classes = new byte[WIDTH * HEIGHT];
    Set<StreetClass> missing = EnumSet.allOf(StreetClass.class);

    // When
    for (int second = 0; second < 60 && !missing.isEmpty(); second++) {
      drive.renderTruth(second, classes);
      for (byte c : classes) {
        missing.removeIf(m -> m.index() == c);
      }
    }

    // Then
    assertThat(missing).isEmpty();
  }

  @Test
  void theTruthIsThatOfThePicture() {
    StreetDrive drive = drive(3);
    byte[] truth = new byte[WIDTH * HEIGHT];
    for (double t = 0; t < 10; t += 1.7) {
      byte[] classes = render(drive, t).classes;
      drive.renderTruth(t, truth);
      assertThat(truth).isEqualTo(classes);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 42})
  void theRoadIsBelowAndTheSkyAbove(long seed) {
    // When
    StreetDrive drive = drive(seed);
    int road = 0;
    int sky = 0;
    byte[] classes = new byte[WIDTH * HEIGHT];
    for (int second = 0; second < 40; second++) {
      drive.renderTruth(second, classes);
      road += classes[(HEIGHT - 2) * WIDTH + WIDTH * 11 / 20] == StreetClass.ROAD.index() ? 1 : 0;
      sky += classes[WIDTH / 2] == StreetClass.SKY.index() ? 1 : 0;
    }

    // Then
    assertThat(road).isGreaterThan(35);
    assertThat(sky).isGreaterThan(30);
  }

  @Test
  void nothingJumpsFromOneFrameToTheNext() {
    // Given a frame and the next at 30 a second
    StreetDrive drive = drive(11);
    for (int i = 0; i < 60; i++) {
      byte[] now = render(drive, 20 + i / 30.0).classes;
      byte[] next = render(drive, 20 + (i + 1) / 30.0).classes;

      // When
      int changed = 0;
      for (int p = 0; p < now.length; p++) {
        changed += now[p] == next[p] ? 0 : 1;
      }

      // Then it moves, but only a little
      assertThat(changed).isBetween(1, now.length / 8);
    }
  }

  @ParameterizedTest
  @CsvSource({"32,32", "33,47", "641,97", "97,641", "1280,720"})
  void anySizeIsFilledWithClassesThatThereAre(int width, int height) {
    // Given
    StreetDrive drive = new StreetDrive(5, width, height);
    byte[] classes = new byte[width * height];
    java.util.Arrays.fill(classes, (byte) 99);

    // When
    drive.render(4, new byte[width * height * 3], classes);

    // Then
    for (byte c : classes) {
      assertThat(c).isBetween((byte) 0, (byte) 10);
    }
  }

  @Test
  void whatItCannotRenderIsSaidWithWhatItExpected() {
    assertThatThrownBy(() -> new StreetDrive(1, 31, 64))
        .hasMessageContaining("street of 31x64: expected width and height of 32 to 4096");
    StreetDrive drive = drive(1);
    assertThatThrownBy(() -> drive.render(0, new byte[5], new byte[WIDTH * HEIGHT]))
        .hasMessageContaining("bgr: an array of 5 bytes, expected 230400");
    assertThatThrownBy(() -> drive.renderTruth(0, new byte[5]))
        .hasMessageContaining("classes: an array of 5 bytes, expected 76800");
    assertThatThrownBy(() -> drive.renderTruth(-1, new byte[WIDTH * HEIGHT]))
        .hasMessageContaining("expected a time of 0");
  }
}
