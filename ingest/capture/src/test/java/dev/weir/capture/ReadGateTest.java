package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadGateTest {
  private final AtomicInteger freed = new AtomicInteger();
  private final ReadGate gate = new ReadGate(freed::incrementAndGet);

  @Test
  void whoClosesFreesIfNobodyReadsAndOnlyOnce() {
    // When
    gate.close();
    gate.close();

    // Then
    assertThat(gate.closed()).isTrue();
    assertThat(freed).hasValue(1);
  }

  @Test
  void memoryIsFreedWhenTheReadIsOverAndNotBefore() throws InterruptedException {
    // Given
    gate.enter();

    // When
    Thread closer = new Thread(gate::close);
    closer.start();
    closer.join(); // which is not held up by the read

    // Then
    assertThat(gate.closed()).isTrue();
    assertThat(freed).hasValue(0);
    gate.leave();
    assertThat(freed).hasValue(1);
  }
}
