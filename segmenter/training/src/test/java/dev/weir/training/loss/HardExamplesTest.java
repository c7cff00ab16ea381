package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loss of hard examples")
class HardExamplesTest {
  @Test
  void leavesOutWhatIsKnown() {
    // Given: three pixels are known well, one is wrong
    long[] labels = {1, 1, 1, 0};

    // When
    double all = Losses.loss(new float[] {1, 1}, 0, Losses.scores(2, 2, p -> 4), labels);
    double hard = Losses.loss(new float[] {1, 1}, 0.25, Losses.scores(2, 2, p -> 4), labels);

    // Then
    double wrong = Math.log(1 + Math.exp(4));
    assertThat(hard).isCloseTo(wrong, within(1e-4));
    assertThat(all).isLessThan(wrong / 3);
  }

  @Test
  void keepsAtLeastItsShare() {
    // Given: all pixels are known, of which half must stay
    long[] labels = {1, 1, 1, 1};

    // When
    double hard = Losses.loss(new float[] {1, 1}, 0.5, Losses.scores(2, 2, p -> 4 + p), labels);

    // Then: the two least sure ones
    double expected = (Math.log(1 + Math.exp(-4)) + Math.log(1 + Math.exp(-5))) / 2;
    assertThat(hard).isCloseTo(expected, within(1e-5));
  }

  @Test
  void doesNotCountPixelsWithoutClass() {
    // Given: one pixel is known, one is wrong, two are void
    long[] labels = {1, 0, 255, 255};
    double wrong = Math.log(1 + Math.exp(4));
    double right = Math.log(1 + Math.exp(-4));

    // When
    double hard = Losses.loss(new float[] {1, 1}, 0.25, Losses.scores(2, 2, p -> 4), labels);
    double all = Losses.loss(new float[] {1, 1}, 1, Losses.scores(2, 2, p -> 4), labels);

    // Then
    assertThat(hard).isCloseTo(wrong, within(1e-4));
    assertThat(all).isCloseTo((wrong + right) / 2, within(1e-4));
  }

  @Test
  void isZeroWhereNothingIsLabeled() {
    long[] labels = {255, 255, 255, 255};

    assertThat(Losses.loss(new float[] {1, 1}, 0.25, Losses.scores(2, 2, p -> 4), labels)).isZero();
  }

  @Test
  void countsThemByTheirClassesWeights() {
    // Given: the first and the third are wrong, of class 0 and of class 1
    long[] labels = {0, 1, 1, 0};
    int[] second = {4, 9, -3, -9};

    // When
    double hard =
        Losses.loss(new float[] {3, 1}, 0.25, Losses.scores(2, 2, p -> second[p]), labels);

    // Then
    double expected = (3 * Math.log(1 + Math.exp(4)) + Math.log(1 + Math.exp(3))) / 4;
    assertThat(hard).isCloseTo(expected, within(1e-4));
  }

  @Test
  void choosesThemWhateverTheirClassesWeights() {
    // Given: all are known; the second and third the least surely, the first weighs ten times more
    long[] labels = {0, 1, 1, 0};
    int[] second = {-6, 4, 5, -9};

    // When
    double hard =
        Losses.loss(new float[] {10, 1}, 0.5, Losses.scores(2, 2, p -> second[p]), labels);

    // Then
    double expected = (Math.log(1 + Math.exp(-4)) + Math.log(1 + Math.exp(-5))) / 2;
    assertThat(hard).isCloseTo(expected, within(1e-5));
  }
}
