package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Scores;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loss of pixels whose label is a set of classes")
class SetLossTest {
  private static final List<Set<Integer>> SETS = List.of(Set.of(0, 2), Set.of(1, 2));
  private static final long FIRST = 254;
  private static final long SECOND = 253;
  private static final long VOID = 255;

  /** Scores of three classes in each of four pixels, class by class. */
  private static final float[] SCORES = {1, 0, 2, -1, /**/ 0, 3, 1, 2, /**/ -1, 1, 0, 0};

  private static double probability(int pixel, int... classes) {
    double all = 0;
    double some = 0;
    for (int c = 0; c < 3; c++) {
      all += Math.exp(SCORES[c * 4 + pixel]);
    }
    for (int c : classes) {
      some += Math.exp(SCORES[c * 4 + pixel]);
    }
    return some / all;
  }

  private static double loss(float[] weights, double hard, double lovasz, long... labels) {
    return TorchScope.<Double>call(
        () -> {
          try (GuidedLoss loss = new GuidedLoss(weights, SETS, hard, lovasz, 1, Losses.cpu())) {
            Tensor scores = Tensor.create(SCORES, 1, 3, 2, 2);
            return (double)
                loss.of(new Scores<>(scores, 1, List.of()), Tensor.create(labels, 1, 2, 2))
                    .item_float();
          }
        });
  }

  @Test
  void isTheNegativeLogarithmOfTheSummedProbabilities() {
    double expected =
        -(Math.log(probability(0, 0, 2))
                + Math.log(probability(1, 1, 2))
                + Math.log(probability(2, 1)))
            / 3;

    assertThat(loss(new float[] {1, 1, 1}, 0, 0, FIRST, SECOND, 1, VOID))
        .isCloseTo(expected, within(1e-5));
  }

  @Test
  void weightsASetByTheMeanWeightOfItsClasses() {
    // Given: the first set weighs (4 + 2) / 2
    double expected =
        -(3 * Math.log(probability(0, 0, 2)) + 1 * Math.log(probability(2, 1))) / (3 + 1);

    assertThat(loss(new float[] {4, 1, 2}, 0, 0, FIRST, VOID, 1, VOID))
        .isCloseTo(expected, within(1e-5));
  }

  @Test
  void isOneOfTheHardExamplesIfTheSetIsImprobable() {
    // Given: pixel 0 is certainly in the first set; pixel 1 is certainly not
    assertThat(probability(0, 0, 2)).isGreaterThan(0.7);
    double hard = -Math.log(probability(1, 0, 2));

    assertThat(loss(new float[] {1, 1, 1}, 0.25, 0, FIRST, FIRST, VOID, VOID))
        .isCloseTo(hard, within(1e-5));
  }

  @Test
  void isLeftOutOfLovasz() {
    float[] even = {1, 1, 1};
    double with =
        loss(even, 0, 1, FIRST, SECOND, 1, VOID) - loss(even, 0, 0, FIRST, SECOND, 1, VOID);
    double without = loss(even, 0, 1, VOID, VOID, 1, VOID) - loss(even, 0, 0, VOID, VOID, 1, VOID);

    assertThat(with).isPositive().isCloseTo(without, within(1e-5));
  }

  @Test
  void isTheUsualLossIfNoPixelHasASet() {
    float[] weights = {3, 1, 2};
    double usual =
        TorchScope.<Double>call(
            () -> {
              try (GuidedLoss loss = new GuidedLoss(weights, 0, 0, 1, Losses.cpu())) {
                return (double)
                    loss.of(
                            new Scores<>(Tensor.create(SCORES, 1, 3, 2, 2), 1, List.of()),
                            Tensor.create(new long[] {0, 1, 2, VOID}, 1, 2, 2))
                        .item_float();
              }
            });

    assertThat(loss(weights, 0, 0, 0, 1, 2, VOID)).isCloseTo(usual, within(1e-6));
    assertThat(loss(weights, 0, 0, VOID, VOID, VOID, VOID)).isZero();
  }

  @Test
  void raisesAllScoresOfTheSetAndLowersTheOthers() {
    TorchScope.<Void>call(
        () -> {
          try (GuidedLoss loss =
                  new GuidedLoss(new float[] {1, 1, 1}, SETS, 0, 0, 1, Losses.cpu());
              Tensor scores = Tensor.create(SCORES, 1, 3, 2, 2)) {
            scores.set_requires_grad(true);
            loss.of(
                    new Scores<>(scores, 1, List.of()),
                    Tensor.create(new long[] {FIRST, VOID, VOID, VOID}, 1, 2, 2))
                .backward();
            float[] gradients = new float[12];
            scores.grad().contiguous().data_ptr_float().get(gradients);
            assertThat(gradients[0]).isNegative(); // class 0
            assertThat(gradients[8]).isNegative(); // class 2
            assertThat(gradients[4]).isPositive(); // class 1
            assertThat(gradients[1]).isZero(); // another pixel
            assertThat(gradients).doesNotContain(Float.NaN);
          }
          return null;
        });
  }
}
