package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.training.data.ClassFrequencies;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Class weights")
class ClassWeightingTest {
  /**
   * Class frequencies: 0.7, 0.25, 0.05 and 0 over all pixels; 0.7, 0.5 and 0.2 over the pictures
   * that show the class.
   */
  private static final ClassFrequencies FREQUENCIES =
      new ClassFrequencies(List.of(0.7, 0.25, 0.05, 0.0), List.of(0.7, 0.5, 0.2, 0.0));

  private static void assertMeanOfOne(float[] weights) {
    assertThat(0.7f * weights[0] + 0.25f * weights[1] + 0.05f * weights[2])
        .isCloseTo(1, within(1e-5f));
  }

  @Test
  void withoutWeightingAllWeightsAreEqual() {
    assertThat(ClassWeighting.NONE.weights(FREQUENCIES)).containsExactly(1, 1, 1, 1);
  }

  @Test
  void enetWeightsFollowFromTheFractionOfAllPixels() {
    // When
    float[] enet = ClassWeighting.ENET.weights(FREQUENCIES);

    // Then: the formula, up to the factor that makes the mean pixel count 1
    double first = 1 / Math.log(1.02 + 0.7);
    double[] shares = {0.7, 0.25, 0.05, 0};
    for (int c = 0; c < shares.length; c++) {
      assertThat(enet[c] / enet[0])
          .isCloseTo((float) (1 / Math.log(1.02 + shares[c]) / first), within(1e-4f));
    }
    assertMeanOfOne(enet);
  }

  @Test
  void medianFrequencyWeightsUseOnlyThePicturesThatShowTheClass() {
    // When
    float[] median = ClassWeighting.MEDIAN.weights(FREQUENCIES);

    // Then: 0.5 is the median of 0.7, 0.5 and 0.2, so the weights are 0.5/0.7, 1 and 2.5; their
    // mean over the pixels is 0.7·0.5/0.7 + 0.25·1 + 0.05·2.5 = 0.875
    assertThat(median[0]).isCloseTo((float) (0.5 / 0.7 / 0.875), within(1e-6f));
    assertThat(median[1]).isCloseTo((float) (1 / 0.875), within(1e-6f));
    assertThat(median[2]).isCloseTo((float) (2.5 / 0.875), within(1e-6f));
    assertMeanOfOne(median);
  }

  @Test
  void medianFrequencyWeightIsOneForAnAbsentClass() {
    assertThat(ClassWeighting.MEDIAN.weights(FREQUENCIES)[3]).isEqualTo(1);
    assertThat(
            ClassWeighting.MEDIAN.weights(
                new ClassFrequencies(List.of(0.0, 0.0), List.of(0.0, 0.0))))
        .containsExactly(1, 1);
  }
}
