package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Lovász-Softmax loss")
class LovaszSoftmaxTest {
  @Test
  void isOneMinusTheMeanIouIfTheNetworkIsCertain() {
    // Given: one of two pixels of class 0 is predicted as class 1, and so is a void pixel
    float[] sure = {50, 0, 0, 0, 0, 50, 50, 50};
    long[] labels = {0, 0, 1, 255};

    // When
    double loss = Losses.lovasz(sure, labels);

    // Then: IoU is 1/2 for class 0 and 1/2 for class 1
    assertThat(loss).isCloseTo(0.5, within(1e-5));
  }

  @Test
  void ignoresClassesThatTheBatchLacks() {
    // Given: only class 1, predicted everywhere
    double loss = Losses.lovasz(new float[] {0, 0, 0, 0, 50, 50, 50, 50}, new long[] {1, 1, 1, 1});

    assertThat(loss).isCloseTo(0, within(1e-5));
  }

  @Test
  void isZeroWithoutLabeledPixels() {
    double loss =
        Losses.lovasz(new float[] {0, 0, 0, 0, 50, 50, 50, 50}, new long[] {255, 255, 255, 255});

    assertThat(loss).isZero();
  }

  @Test
  void isTheLovaszExtensionOfTheJaccardLoss() {
    // Given: three classes, 64 pixels, some void, and uncertain scores
    int pixels = 64;
    Random random = new Random(7);
    float[] scores = new float[3 * pixels];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) random.nextGaussian();
    }
    long[] labels = random.longs(pixels, 0, 4).map(c -> c == 3 ? 255 : c).toArray();

    // When
    double loss = Losses.lovasz(scores, labels);

    // Then: the same result as the definition, pixel by pixel
    double expected = 0;
    for (int c = 0; c < 3; c++) {
      expected += lovaszExtension(scores, labels, c) / 3;
    }
    assertThat(loss).isCloseTo(expected, within(1e-5));
  }

  /**
   * Σ m(i)·(Δ({1..i}) − Δ({1..i−1})) over errors m in descending order, Δ the Jaccard loss of a
   * set.
   */
  private static double lovaszExtension(float[] scores, long[] labels, int c) {
    int pixels = labels.length;
    double[] errors = new double[pixels];
    for (int p = 0; p < pixels; p++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += Math.exp(scores[k * pixels + p]);
      }
      double probability = Math.exp(scores[c * pixels + p]) / sum;
      errors[p] = labels[p] == c ? 1 - probability : probability;
    }
    List<Integer> order =
        IntStream.range(0, pixels)
            .filter(p -> labels[p] != 255)
            .boxed()
            .sorted(Comparator.comparingDouble(p -> -errors[p]))
            .toList();
    long truth = Arrays.stream(labels).filter(l -> l == c).count();
    double extension = 0;
    double before = 0;
    int missed = 0;
    int added = 0;
    for (int p : order) {
      if (labels[p] == c) {
        missed++;
      } else {
        added++;
      }
      double jaccardLoss = 1 - (double) (truth - missed) / (truth + added);
      extension += errors[p] * (jaccardLoss - before);
      before = jaccardLoss;
    }
    return extension;
  }
}
