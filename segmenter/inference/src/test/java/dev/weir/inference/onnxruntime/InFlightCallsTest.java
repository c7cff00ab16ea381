package dev.weir.inference.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.inference.ModelException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Closing a model")
@Timeout(30)
class InFlightCallsTest {
  private final AtomicInteger givenBack = new AtomicInteger();

  @Test
  void givesBackOnceAndRefusesWhatComesLater() {
    // Given
    InFlightCalls calls = new InFlightCalls("m");

    // When
    calls.end(givenBack::incrementAndGet);
    calls.end(givenBack::incrementAndGet);

    // Then
    assertThat(givenBack).hasValue(1);
    assertThatThrownBy(() -> calls.run(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("m is closed");
  }

  @Test
  void leavesACallThatHangsToItselfAndGivesBackWhenItEnds() throws Exception {
    // Given a call that hangs
    InFlightCalls calls = new InFlightCalls("m", Duration.ofMillis(10));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> call =
        thread.submit(
            () -> {
              calls.run(
                  () -> {
                    inside.countDown();
                    awaitQuietly(hanging);
                  });
              return null;
            });
    inside.await();

    // When
    calls.end(givenBack::incrementAndGet);

    // Then
    assertThat(givenBack).as("what it uses stays").hasValue(0);
    assertThatThrownBy(() -> calls.run(() -> {})).hasMessage("m is closed");
    hanging.countDown();
    call.get();
    assertThat(givenBack).as("once the call has ended").hasValue(1);
    thread.shutdown();
  }

  @Test
  void givesBackOnAThreadThatIsInterrupted() {
    // Given: a model inside another, neither with running calls
    InFlightCalls outer = new InFlightCalls("outer");
    InFlightCalls inner = new InFlightCalls("inner");
    Thread.currentThread().interrupt();

    // When
    outer.end(() -> inner.end(givenBack::incrementAndGet));

    // Then
    assertThat(givenBack).hasValue(1);
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void givesBackAfterACallThatFailed() {
    InFlightCalls calls = new InFlightCalls("m");
    assertThatThrownBy(
            () ->
                calls.run(
                    () -> {
                      throw new ModelException("broken");
                    }))
        .hasMessage("broken");

    calls.end(givenBack::incrementAndGet);

    assertThat(givenBack).hasValue(1);
  }
}
