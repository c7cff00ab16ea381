package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loss of hard examples")
class HardExamplesTest {
  @Test
  void ignoresPixelsThatAreEasy() {
    // Given: three pixels are predicted well, one is wrong
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
  void keepsAtLeastTheGivenFraction() {
    // Given: all pixels are predicted well, and half of them must count
    long[] labels = {1, 1, 1, 1};

    // When
    double hard = Losses.loss(new float[] {1, 1}, 0.5, Losses.scores(2, 2, p -> 4 + p), labels);

    // Then: the two least certain ones
    double expected = (Math.log(1 + Math.exp(-4)) + Math.log(1 + Math.exp(-5))) / 2;
    assertThat(hard).isCloseTo(expected, within(1e-5));
  }

  @Test
  void doesNotCountPixelsWithoutClass() {
    // Given: one pixel is predicted well, one is wrong, two are void
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
  void isZeroWithoutLabeledPixels() {
    long[] labels = {255, 255, 255, 255};

    assertThat(Losses.loss(new float[] {1, 1}, 0.25, Losses.scores(2, 2, p -> 4), labels)).isZero();
  }

  @Test
  void weightsHardPixelsByClass() {
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
  void choosesHardPixelsRegardlessOfClassWeights() {
    // Given: all are predicted well; the second and third are the least certain, and the first
    // weighs ten times more
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
