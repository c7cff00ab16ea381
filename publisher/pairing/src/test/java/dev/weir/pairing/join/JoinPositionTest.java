package dev.weir.pairing.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JoinPositionTest {
  @Test
  void isReadBackAsItWasWritten() {
    JoinPosition position = new JoinPosition(123, 4);
    assertThat(JoinPosition.parse(position.toString())).contains(position);
  }

  @Test
  void anOffsetThatSomebodyElseCommittedTellsNone() {
    assertThat(JoinPosition.parse("")).isEmpty();
    assertThat(JoinPosition.parse("frames=x dead=1")).isEmpty();
  }
}
