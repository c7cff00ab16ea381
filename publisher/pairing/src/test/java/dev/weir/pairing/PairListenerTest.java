package dev.weir.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairListenerTest {
  @Test
  void oneThatFailsKeepsNoOtherFromBeingTold() {
    // Given
    List<Pair> told = new ArrayList<>();
    PairListener failing =
        pair -> {
          throw new IllegalStateException("disk full");
        };
    PairListener all = PairListener.all(List.of(failing, told::add, failing));
    Pair pair = new Pair(Samples.frame(1), Samples.mask(1, 1));

    // When, Then
    assertThatThrownBy(() -> all.paired(pair))
        .hasMessage("disk full")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(told).containsExactly(pair);
  }
}
