package dev.weir.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.shell.StopSignal;
import dev.weir.training.run.RunTask;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Training progress on a pipe")
class TrainingProgressTest {
  private static final String DATA = "camvid?split=train";

  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private TrainingProgress progress(StopSignal stop) {
    return new TrainingProgress(new PrintWriter(text), stop, false, clock::get);
  }

  private void pass(double seconds) {
    clock.addAndGet((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void goneOnWithSaysSoAndTheMeanOfTheLossesSinceThen() {
    // Given
    try (StopSignal stop = StopSignal.onSignal();
        TrainingProgress progress = progress(stop)) {
      // When: it resumes after 430 steps and runs 70 more, each in a tenth of a second
      progress.resumed(430, 500);
      for (int step = 431; step <= 500; step++) {
        pass(0.1);
        progress.step(step, 500, step <= 450 ? 2 : 1);
      }
    }

    // Then
    assertThat(text.toString().lines())
        .containsExactly(
            "resuming from step=430 of=500",
            "step=450 of=500 loss=2.0000 per_second=10.00",
            "step=500 of=500 loss=1.0000 per_second=10.00");
  }

  @Test
  void saysWhatItDoesBeforeItsFirstStepAndHowFast() {
    // Given
    try (StopSignal stop = StopSignal.onSignal();
        TrainingProgress progress = progress(stop)) {
      // When: nothing for ten seconds, then half a second per picture
      pass(10);
      progress.check();
      for (int picture = 0; picture <= 30; picture++) {
        pass(picture == 0 ? 0 : 0.5);
        progress.task(RunTask.READING, DATA, picture, 30);
        progress.check();
      }
      progress.task(RunTask.CHECKING, "camvid?split=val", 0, 1);
      progress.task(RunTask.CHECKING, "camvid?split=val", 1, 1);
    }

    // Then
    assertThat(text.toString().lines())
        .containsExactly(
            "starting seconds=10",
            "reading pictures data=camvid?split=train of=30",
            "reading pictures data=camvid?split=train done=20 of=30 per_second=2.00",
            "reading pictures data=camvid?split=train done=30 of=30 per_second=2.00",
            "checking pictures data=camvid?split=val of=1");
  }

  @Test
  void saysALineEveryTenSecondsHoweverLongAStepTakes() {
    // Given
    try (StopSignal stop = StopSignal.onSignal();
        TrainingProgress progress = progress(stop)) {
      // When
      progress.step(1, 4, 3);
      pass(10);
      progress.check();
      pass(10);
      progress.check();
      progress.step(2, 4, 2);
      pass(9);
      progress.check();
    }

    // Then
    assertThat(text.toString().lines())
        .containsExactly("step=1 of=4 loss=3.0000 per_second=0.10", "step=1 of=4 per_second=0.05");
  }

  @Test
  void stopsWhileItReads() {
    try (StopSignal stop = StopSignal.onSignal();
        TrainingProgress progress = progress(stop)) {
      progress.task(RunTask.READING, DATA, 1, 30);
      stop.ask();

      assertThatThrownBy(() -> progress.task(RunTask.READING, DATA, 2, 30))
          .isInstanceOf(CancellationException.class);
      // no exception: scoring checks for a stop itself and keeps its results
      progress.task(RunTask.SCORING, DATA, 2, 30);
    }
  }

  @Test
  void saysOnceThatItStops() {
    // Given
    try (StopSignal stop = StopSignal.onSignal();
        TrainingProgress progress = progress(stop)) {
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
