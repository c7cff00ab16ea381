package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageLogTest {
  private long now;
  private final OutageLog log = new OutageLog(() -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void aCauseIsLoggedOncePerOutage() {
    // When, Then
    assertThat(log.waiting("no route")).contains("no route");
    for (int i = 0; i < 1000; i++) {
      pass(Duration.ofSeconds(4));
      assertThat(log.waiting("no route")).isEmpty();
    }
  }

  @Test
  void causesThatDifferAreLoggedThreeTimesAndThenEveryTenMinutes() {
    // When a retry every four seconds fails for four hours
    int said = 0;
    String last = "";
    for (int i = 0; i < 3600; i++) {
      String line = log.waiting("garbage " + i).orElse(null);
      said += line == null ? 0 : 1;
      last = line == null ? last : line;
      pass(Duration.ofSeconds(4));
    }

    // Then
    assertThat(said).isBetween(24, 28);
    assertThat(last).contains("(tried 150 times since)");
  }

  @Test
  void aCameraThatComesAndGoesIsStillInTheSameOutage() {
    // Given
    int lines = 0;
    for (int i = 0; i < 500; i++) {
      // When
      lines += log.opened() ? 1 : 0;
      lines += log.picture() ? 1 : 0;
      lines += log.waiting("the stream ended").isPresent() ? 1 : 0;
      pass(Duration.ofMillis(250));
    }

    // Then
    assertThat(lines).isLessThan(8);
  }

  @Test
  void anOutageEndsAfterTenSecondsOfPicturesAndTheNextOneIsLogged() {
    // Given
    assertThat(log.opened()).isTrue();
    assertThat(log.waiting("gone")).isPresent();
    assertThat(log.opened()).isTrue();

    // When
    pass(OutageLog.STEADY);
    assertThat(log.picture()).isFalse(); // logged when it was opened

    // Then
    assertThat(log.waiting("gone")).contains("gone");
  }

  @Test
  void aReturnThatWasNotLoggedIsLoggedAfterTenSecondsOfPictures() {
    // Given a camera whose returns are no longer logged
    for (int i = 0; i < 10; i++) {
      log.waiting("gone " + i);
      log.opened();
      pass(OutageLog.PAUSE);
    }
    assertThat(log.waiting("gone for good")).isPresent();
    assertThat(log.opened()).isFalse();

    // When
    pass(OutageLog.STEADY);

    // Then
    assertThat(log.picture()).isTrue();
    assertThat(log.picture()).isFalse();
  }
}
