package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pixel cost")
class PixelCostTest {
  private static final int CLASSES = 11;
  private static final long EIGHT_K = 7680 * 4320;

  @Test
  void ofANetworkAllowsPicturesOf8K() {
    assertThat(PixelCost.ofNetwork(CLASSES).usualPixels()).isGreaterThanOrEqualTo(EIGHT_K);
    assertThat(PixelCost.ofNetwork(CLASSES).mostPixels()).isGreaterThan(100_000_000);
  }

  @Test
  void growsWithTheClasses() {
    assertThat(PixelCost.ofNetwork(150).nativeBytes())
        .isGreaterThan(PixelCost.ofNetwork(CLASSES).nativeBytes() + 500);
  }

  @Test
  void endsWhereScoresFillABuffer() {
    // Given scores per class and pixel, four bytes each, in a buffer of at most two gigabytes
    PixelCost cost = PixelCost.ofNetwork(CLASSES).andScores(CLASSES, 2, 9, 4_200_000);

    assertThat(cost.mostPixels()).isEqualTo(Integer.MAX_VALUE / (4 * CLASSES));
    assertThat(cost.mostPixels()).isLessThan(7900 * 7900);
    assertThat(cost.usualPixels()).isEqualTo(4_200_000);
    assertThat(cost.heapBytes()).isEqualTo(2 * 4 * CLASSES);
  }
}
