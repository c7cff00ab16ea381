package dev.weir.inference.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Works measured in turns")
class InterleavedTimingTest {
  private final StringBuilder order = new StringBuilder();

  private InterleavedTiming.Round<RuntimeException> giving(String name, double... figures) {
    int[] round = {0};
    return () -> {
      order.append(name);
      return figures[round[0]++];
    };
  }

  @Test
  void takeTheirTurnsRoundByRoundAndEachKeepsItsMedian() {
    double[] medians =
        InterleavedTiming.medians(List.of(giving("a", 4, 99, 5), giving("b", 1, 2, 3)), 3);

    assertThat(medians).containsExactly(5, 2);
    assertThat(order.toString()).isEqualTo("ababab");
  }

  @ParameterizedTest
  @CsvSource({"5 1 9,5", "4 1,2.5", "7,7"})
  void haveTheMiddleOfTheirRounds(String values, double middle) {
    double[] all = Arrays.stream(values.split(" ")).mapToDouble(Double::valueOf).toArray();

    assertThat(Median.of(all)).isEqualTo(middle);
  }
}
