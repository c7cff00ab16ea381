package dev.weir.training.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time of a frame")
class FrameTimesTest {
  private long nanos;
  private final StringBuilder order = new StringBuilder();

  private FrameTimes.Work taking(String name, long milliseconds) {
    return () -> {
      order.append(name);
      nanos += milliseconds * 1_000_000;
    };
  }

  @Test
  void isMeasuredForAllNetworksInTurns() throws IOException {
    // When
    double[] medians = FrameTimes.medians(List.of(taking("a", 4), taking("b", 9)), () -> nanos);

    // Then
    assertThat(medians).containsExactly(4, 9);
    assertThat(order.toString()).matches("(a{6}b{6}){11}");
  }

  @Test
  void isTheMedianSoThatLoadFromOtherProcessesHasLittleEffect() throws IOException {
    // Given: every third frame takes ten times as long
    int[] frame = {0};
    FrameTimes.Work disturbed = () -> nanos += frame[0]++ % 3 == 2 ? 50_000_000 : 5_000_000;

    // When, then
    assertThat(FrameTimes.medians(List.of(disturbed), () -> nanos)).containsExactly(5);
  }
}
