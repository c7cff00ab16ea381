package dev.weir.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Task progress")
class TaskProgressTest {
  private final StringWriter err = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private void pass(double seconds) {
    clock.addAndGet((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void isALineEveryTenSecondsOffATerminal() {
    // Given
    try (TaskProgress progress =
        new TaskProgress("scoring", "pictures", 50, new PrintWriter(err), null, clock::get)) {
      // When: half a second per picture
      for (int picture = 1; picture <= 50; picture++) {
        pass(0.5);
        progress.to(picture);
      }
    }

    // Then
    assertThat(err.toString().lines())
        .containsExactly(
            "scoring pictures=20 of=50 per_second=2.00 seconds=10",
            "scoring pictures=40 of=50 per_second=2.00 seconds=20");
  }

  @Test
  void isSaidWhileNothingIsFinished() {
    try (TaskProgress progress =
        new TaskProgress("exporting", "models", 0, new PrintWriter(err), null, clock::get)) {
      pass(9.9);
      progress.check();
      assertThat(err.toString()).isEmpty();
      pass(0.2);
      progress.check();
      progress.check();
    }

    assertThat(err.toString().lines()).containsExactly("exporting seconds=10");
  }

  @Test
  void isABarOnATerminal() {
    // Given
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

    // When
    try (TaskProgress progress =
        new TaskProgress("scoring", "pictures", 3, new PrintWriter(err), terminal, clock::get)) {
      pass(60);
      progress.to(3);
    }

    // Then
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("scoring", "3/3");
    assertThat(err.toString()).isEmpty();
  }
}
