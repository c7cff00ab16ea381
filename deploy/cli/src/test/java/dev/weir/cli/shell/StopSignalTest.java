package dev.weir.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@DisplayName("Ctrl-C")
class StopSignalTest {
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void interruptsWorkThatHasNoConditionToWaitFor() {
    try (StopSignal stop = StopSignal.onSignal()) {
      StopSignal.Work forEver =
          () -> {
            new Thread(stop::ask, "user").start();
            never.await();
          };

      assertThatThrownBy(() -> stop.interruptibly(forEver))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).as("free to close things").isFalse();
      assertThat(stop.asked()).isTrue();
    }
  }

  @Test
  void doesNotInterruptWhatComesAfterThatWork() throws Exception {
    try (StopSignal stop = StopSignal.onSignal()) {
      stop.interruptibly(() -> {});

      stop.ask();

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(stop.asked()).isTrue();
    }
  }

  @Test
  void keepsWorkFromStartingThatComesTooLate() {
    try (StopSignal stop = StopSignal.onSignal()) {
      stop.ask();

      assertThatThrownBy(() -> stop.interruptibly(() -> assertThat(never.getCount()).isZero()))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void isNotWhatAFailureWithoutItLooksLike() {
    try (StopSignal stop = StopSignal.onSignal()) {
      assertThatThrownBy(
              () ->
                  stop.interruptibly(
                      () -> {
                        throw new IOException("disk full");
                      }))
          .hasMessage("disk full");
    }
  }
}
