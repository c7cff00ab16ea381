package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NativeResourceGuardTest {
  private final AtomicInteger freed = new AtomicInteger();
  private final NativeResourceGuard guard = new NativeResourceGuard(freed::incrementAndGet);

  @Test
  void closingFreesOnceIfNoReadIsInProgress() {
    // When
    guard.close();
    guard.close();

    // Then
    assertThat(guard.closed()).isTrue();
    assertThat(freed).hasValue(1);
  }

  @Test
  void memoryIsFreedWhenTheReadIsOverAndNotBefore() throws InterruptedException {
    // Given
    guard.enter();

    // When
    Thread closer = new Thread(guard::close);
    closer.start();
    closer.join(); // not blocked by the read

    // Then
    assertThat(guard.closed()).isTrue();
    assertThat(freed).hasValue(0);
    guard.leave();
    assertThat(freed).hasValue(1);
  }
}
