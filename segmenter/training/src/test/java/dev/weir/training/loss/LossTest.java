package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Scores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loss")
class LossTest {
  private static final Device CPU = new Device("cpu");

  @Test
  void isTheMeanCrossEntropyOverPixelsThatHaveAClass() {
    // Given: two classes, four pixels, one of them void; scores (0, 2) everywhere
    double sure = Math.log(1 + Math.exp(-2)); // class 1 is true
    double wrong = Math.log(1 + Math.exp(2)); // class 0 is true

    // When
    double loss = loss(new float[] {1, 1}, 0, scores(2, 2, p -> 2), new long[] {1, 1, 0, 255});

    // Then
    assertThat(loss).isCloseTo((2 * sure + wrong) / 3, within(1e-5));
  }

  @Test
  void isNothingWhereNoPixelHasAClass() {
    long[] labels = {255, 255, 255, 255};

    assertThat(loss(new float[] {1, 1}, 0, scores(2, 2, p -> 2), labels)).isZero();
    assertThat(loss(new float[] {1, 1}, 0.5, scores(2, 2, p -> 2), labels)).isZero();
  }

  @Test
  void countsAPixelByItsClassesWeight() {
    double sure = Math.log(1 + Math.exp(-2));
    double wrong = Math.log(1 + Math.exp(2));

    double loss = loss(new float[] {3, 1}, 0, scores(2, 2, p -> 2), new long[] {1, 1, 0, 255});

    assertThat(loss).isCloseTo((2 * sure + 3 * wrong) / 5, within(1e-5));
  }

  @Test
  void addsTheHeadsByTheirWeights() {
    // Given
    long[] labels = {1, 1, 0, 1};
    float[] even = {1, 1};
    double alone = loss(even, 0, scores(2, 2, p -> 2), labels);

    // When
    double guided =
        TorchScope.<Double>call(
            () -> {
              try (GuidedLoss loss = new GuidedLoss(even, 0, 0, 1, CPU)) {
                Tensor head = scores(2, 2, p -> 2);
                return (double)
                    loss.of(
                            new Scores<>(head, 1, List.of(new Scores.Guidance<>(head, 0.4))),
                            Tensor.create(labels, 1, 2, 2))
                        .item_float();
              }
            });

    // Then
    assertThat(guided).isCloseTo(1.4 * alone, within(1e-5));
  }

  @Test
  void takesTheLabelInTheMiddleOfAHeadsPixel() {
    // Given: labels of 4x4 for a head of 2x2; the middle of each 2x2 block is its lower right pixel
    long[] labels = {
      0, 0, 0, 0, //
      0, 1, 0, 1, //
      0, 0, 0, 0, //
      0, 1, 0, 1
    };

    // When
    double loss = loss4(1, p -> 2, labels, 0);

    // Then: every pixel of the head is of class 1
    assertThat(loss).isCloseTo(Math.log(1 + Math.exp(-2)), within(1e-5));
  }

  @Test
  void ofUpsampledScoresSeesWhatIsNarrowerThanAPixelOfTheHead() {
    // Given: a head of 2x2, sure of class 1 on its right, and labels of 4x4; what the head's own
    // pixels see of them is class 1, and class 0 stands between
    long[] labels = {
      0, 0, 0, 0, //
      0, 1, 0, 1, //
      0, 0, 0, 0, //
      0, 1, 0, 1
    };
    IntUnaryOperator right = p -> p % 2 == 0 ? 0 : 8;

    // When
    double coarse = loss4(1, right, labels, 0);
    double fine = loss4(2, right, labels, 0);

    // Then: upsampled, a row of scores is 0, 2, 6, 8 (half-pixel centres), each against its label
    double[] row = {0, 2, 6, 8};
    double expected = 0;
    for (int p = 0; p < labels.length; p++) {
      double score = row[p % 4];
      expected += Math.log(1 + Math.exp(labels[p] == 1 ? -score : score)) / labels.length;
    }
    assertThat(fine).isCloseTo(expected, within(1e-5));
    assertThat(coarse).isCloseTo((Math.log(2) + Math.log(1 + Math.exp(-8))) / 2, within(1e-5));
  }

  @Test
  void addsLovaszOfSomePixelsOfTheUpsampledScores() {
    // Given: a head of 2x2, sure of class 1 on its right, upsampled to 4x4
    long[] labels = {
      0, 0, 0, 1, //
      0, 1, 0, 1, //
      0, 0, 1, 0, //
      0, 1, 0, 1
    };
    IntUnaryOperator right = p -> p % 2 == 0 ? -8 : 8;

    // When
    double both = loss4(2, right, labels, 1);
    double alone = loss4(2, right, labels, 0);

    // Then: its rows are -8, -4, 4, 8, and every fifth pixel counts (5 and 2, 5 and 4 are coprime)
    float[] row = {-8, -4, 4, 8};
    int[] seen = {0, 5, 10, 15};
    float[] scores = new float[2 * seen.length];
    long[] truth = new long[seen.length];
    for (int i = 0; i < seen.length; i++) {
      scores[seen.length + i] = row[seen[i] % 4];
      truth[i] = labels[seen[i]];
    }
    assertThat(GuidedLoss.sampleDistance(2, 4)).isEqualTo(5);
    assertThat(both - alone).isCloseTo(lovasz(scores, truth), within(1e-5));
  }

  @Test
  void refusesToUpsampleFartherThanItsLabels() {
    long[] labels = new long[16];

    assertThatThrownBy(() -> loss4(3, p -> 1, labels, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("upsampling 3: expected 1 to 2, which is the network's stride");
  }

  @Test
  void ofUpsampledScoresTakesLovaszPixelsFromAllColumns() {
    for (int width : new int[] {240, 480, 640, 960, 81}) {
      // Given
      long distance = GuidedLoss.sampleDistance(4, width);

      // When: as many rows as there are pixels between two
      Set<Long> columns = new HashSet<>();
      for (long p = 0; p < width * distance; p += distance) {
        columns.add(p % width);
      }

      // Then
      assertThat(columns).as("columns of %d", width).hasSize(width);
      assertThat(distance).isBetween(16L, 32L);
    }
  }

  @Test
  void refusesToUpsampleLessThanOnce() {
    assertThatThrownBy(() -> new GuidedLoss(new float[] {1, 1}, 0, 0, 0, CPU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("upsampling 0: expected 1 (off) or more");
  }

  @Test
  void ofHardExamplesLeavesOutWhatIsKnown() {
    // Given: three pixels are known well, one is wrong
    long[] labels = {1, 1, 1, 0};

    // When
    double all = loss(new float[] {1, 1}, 0, scores(2, 2, p -> 4), labels);
    double hard = loss(new float[] {1, 1}, 0.25, scores(2, 2, p -> 4), labels);

    // Then
    double wrong = Math.log(1 + Math.exp(4));
    assertThat(hard).isCloseTo(wrong, within(1e-4));
    assertThat(all).isLessThan(wrong / 3);
  }

  @Test
  void ofHardExamplesKeepsAtLeastItsShare() {
    // Given: all pixels are known, of which half must stay
    long[] labels = {1, 1, 1, 1};

    // When
    double hard = loss(new float[] {1, 1}, 0.5, scores(2, 2, p -> 4 + p), labels);

    // Then: the two least sure ones
    double expected = (Math.log(1 + Math.exp(-4)) + Math.log(1 + Math.exp(-5))) / 2;
    assertThat(hard).isCloseTo(expected, within(1e-5));
  }

  @Test
  void ofHardExamplesDoesNotCountPixelsWithoutClass() {
    // Given: one pixel is known, one is wrong, two are void
    long[] labels = {1, 0, 255, 255};
    double wrong = Math.log(1 + Math.exp(4));
    double right = Math.log(1 + Math.exp(-4));

    // When
    double hard = loss(new float[] {1, 1}, 0.25, scores(2, 2, p -> 4), labels);
    double all = loss(new float[] {1, 1}, 1, scores(2, 2, p -> 4), labels);

    // Then
    assertThat(hard).isCloseTo(wrong, within(1e-4));
    assertThat(all).isCloseTo((wrong + right) / 2, within(1e-4));
  }

  @Test
  void ofHardExamplesIsZeroWhereNothingIsLabeled() {
    long[] labels = {255, 255, 255, 255};

    assertThat(loss(new float[] {1, 1}, 0.25, scores(2, 2, p -> 4), labels)).isZero();
  }

  @Test
  void ofHardExamplesCountsThemByTheirClassesWeights() {
    // Given: the first and the third are wrong, of class 0 and of class 1
    long[] labels = {0, 1, 1, 0};
    int[] second = {4, 9, -3, -9};

    // When
    double hard = loss(new float[] {3, 1}, 0.25, scores(2, 2, p -> second[p]), labels);

    // Then
    double expected = (3 * Math.log(1 + Math.exp(4)) + Math.log(1 + Math.exp(3))) / 4;
    assertThat(hard).isCloseTo(expected, within(1e-4));
  }

  @Test
  void ofHardExamplesChoosesThemWhateverTheirClassesWeights() {
    // Given: all are known; the second and third the least surely, the first weighs ten times more
    long[] labels = {0, 1, 1, 0};
    int[] second = {-6, 4, 5, -9};

    // When
    double hard = loss(new float[] {10, 1}, 0.5, scores(2, 2, p -> second[p]), labels);

    // Then
    double expected = (Math.log(1 + Math.exp(-4)) + Math.log(1 + Math.exp(-5))) / 2;
    assertThat(hard).isCloseTo(expected, within(1e-5));
  }

  @Test
  void ofLovaszIsOneMinusTheMeanIouWhereTheNetworkIsSure() {
    // Given: of two pixels of class 0 one is taken for class 1, and so is one without class
    float[] sure = {50, 0, 0, 0, 0, 50, 50, 50};
    long[] labels = {0, 0, 1, 255};

    // When
    double loss = lovasz(sure, labels);

    // Then: IoU is 1/2 for class 0 and 1/2 for class 1
    assertThat(loss).isCloseTo(0.5, within(1e-5));
  }

  @Test
  void ofLovaszDoesNotAskForClassesThatTheBatchLacks() {
    // Given: only class 1, found everywhere
    double loss = lovasz(new float[] {0, 0, 0, 0, 50, 50, 50, 50}, new long[] {1, 1, 1, 1});

    assertThat(loss).isCloseTo(0, within(1e-5));
  }

  @Test
  void ofLovaszIsZeroWhereNothingIsLabeled() {
    double loss = lovasz(new float[] {0, 0, 0, 0, 50, 50, 50, 50}, new long[] {255, 255, 255, 255});

    assertThat(loss).isZero();
  }

  @Test
  void ofLovaszIsTheLovaszExtensionOfTheJaccardLoss() {
    // Given: three classes, 64 pixels, some without class, nothing sure
    int pixels = 64;
    Random random = new Random(7);
    float[] scores = new float[3 * pixels];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) random.nextGaussian();
    }
    long[] labels = random.longs(pixels, 0, 4).map(c -> c == 3 ? 255 : c).toArray();

    // When
    double loss = lovasz(scores, labels);

    // Then: the same as by the definition, one pixel after the other
    double expected = 0;
    for (int c = 0; c < 3; c++) {
      expected += lovaszExtension(scores, labels, c) / 3;
    }
    assertThat(loss).isCloseTo(expected, within(1e-5));
  }

  /**
   * Σ m(i)·(Δ({1..i}) − Δ({1..i−1})) over errors m in falling order, Δ the Jaccard loss of a set.
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

  private static double loss(float[] weights, double hard, Tensor scores, long[] labels) {
    return TorchScope.<Double>call(
        () -> {
          try (GuidedLoss loss = new GuidedLoss(weights, hard, 0, 1, CPU)) {
            return (double)
                loss.of(new Scores<>(scores, 1, List.of()), Tensor.create(labels, 1, 2, 2))
                    .item_float();
          }
        });
  }

  private static double lovasz(float[] scores, long[] labels) {
    long pixels = labels.length;
    return TorchScope.<Double>call(
        () ->
            (double)
                LovaszSoftmax.of(
                        Tensor.create(scores, 1, scores.length / pixels, 1, pixels),
                        Tensor.create(labels, 1, 1, pixels),
                        255)
                    .item_float());
  }

  /** Of a head of 2x2 and labels of 4x4. */
  private static double loss4(
      int upsampling, IntUnaryOperator second, long[] labels, double lovasz) {
    return TorchScope.<Double>call(
        () -> {
          try (GuidedLoss loss = new GuidedLoss(new float[] {1, 1}, 0, lovasz, upsampling, CPU)) {
            return (double)
                loss.of(
                        new Scores<>(scores(2, 2, second), 1, List.of()),
                        Tensor.create(labels, 1, 4, 4))
                    .item_float();
          }
        });
  }

  /** Scores 0 for class 0 and {@code second} for class 1. */
  private static Tensor scores(int height, int width, IntUnaryOperator second) {
    int pixels = height * width;
    float[] values = new float[2 * pixels];
    for (int p = 0; p < pixels; p++) {
      values[pixels + p] = second.applyAsInt(p);
    }
    return Tensor.create(values, 1, 2, height, width);
  }
}
