package dev.weir.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A neighborhood")
class NeighborhoodTest {
  @ParameterizedTest
  @CsvSource({"17, 11, 1", "17, 11, 3", "5, 4, 9"})
  void hasTheLowestAndHighestValueWithinReach(int width, int height, int reach) {
    // Given
    Random random = new Random(5);
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(100) - 1;
    }

    // When
    float[] lowest = Neighborhood.lowest(values, width, reach);
    float[] highest = Neighborhood.highest(values, width, reach);

    // Then
    for (int i = 0; i < values.length; i++) {
      float low = Float.MAX_VALUE;
      float high = -Float.MAX_VALUE;
      for (int k = 0; k < values.length; k++) {
        boolean near =
            Math.abs(k / width - i / width) <= reach && Math.abs(k % width - i % width) <= reach;
        low = near ? Math.min(low, values[k]) : low;
        high = near ? Math.max(high, values[k]) : high;
      }
      assertThat(lowest[i]).isEqualTo(low);
      assertThat(highest[i]).isEqualTo(high);
    }
  }
}
