package dev.weir.cli.stages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The frame accounting line")
class FrameAccountingLineTest {
  @Test
  void addUpOnceTheRunIsOver() {
    FrameAccountingLine running = new FrameAccountingLine(20, 12, 3, 1);
    assertThat(running.inFlight()).isEqualTo(4);

    FrameAccountingLine over = running.settled();

    assertThat(over).hasToString("in=20 masks=12 dropped=7 dead=1");
    assertThat(over.inFlight()).isZero();
  }
}
