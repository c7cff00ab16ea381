package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of a training run, on a pipe")
class TrainingProgressTest {
  private final StringWriter text = new StringWriter();

  @Test
  void goneOnWithSaysSoAndTheMeanOfTheLossesSinceThen() {
    // Given
    try (Stop stop = Stop.onSignal();
        TrainingProgress progress = new TrainingProgress(new PrintWriter(text), stop)) {
      // When: it goes on after 430 steps, and does 70
      progress.goesOn(430, 500);
      for (int step = 431; step <= 500; step++) {
        progress.step(step, 500, step <= 450 ? 2 : 1);
      }
    }

    // Then
    assertThat(text.toString().lines())
        .containsExactly(
            "going on from step=430 of=500",
            "step=450 of=500 loss=2.0000",
            "step=500 of=500 loss=1.0000");
  }

  @Test
  void saysOnceThatItStops() {
    // Given
    try (Stop stop = Stop.onSignal();
        TrainingProgress progress = new TrainingProgress(new PrintWriter(text), stop)) {
      boolean before = progress.stopAsked();

      // When
      stop.ask();

      // Then
      assertThat(before).isFalse();
      for (int step = 0; step < 3; step++) {
        assertThat(progress.stopAsked()).isTrue();
      }
      assertThat(text.toString().lines()).containsExactly("stopping: writing the checkpoint");
    }
  }
}
