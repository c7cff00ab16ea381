package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Scores;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loss")
class LossTest {
  @Test
  void isTheMeanCrossEntropyOverPixelsThatHaveAClass() {
    // Given: two classes, four pixels, one of them void; scores (0, 2) everywhere
    double sure = Math.log(1 + Math.exp(-2)); // class 1 is true
    double wrong = Math.log(1 + Math.exp(2)); // class 0 is true

    // When
    double loss =
        Losses.loss(new float[] {1, 1}, 0, Losses.scores(2, 2, p -> 2), new long[] {1, 1, 0, 255});

    // Then
    assertThat(loss).isCloseTo((2 * sure + wrong) / 3, within(1e-5));
  }

  @Test
  void isZeroIfNoPixelHasAClass() {
    long[] labels = {255, 255, 255, 255};

    assertThat(Losses.loss(new float[] {1, 1}, 0, Losses.scores(2, 2, p -> 2), labels)).isZero();
    assertThat(Losses.loss(new float[] {1, 1}, 0.5, Losses.scores(2, 2, p -> 2), labels)).isZero();
  }

  @Test
  void weightsPixelsByClass() {
    double sure = Math.log(1 + Math.exp(-2));
    double wrong = Math.log(1 + Math.exp(2));

    double loss =
        Losses.loss(new float[] {3, 1}, 0, Losses.scores(2, 2, p -> 2), new long[] {1, 1, 0, 255});

    assertThat(loss).isCloseTo((2 * sure + 3 * wrong) / 5, within(1e-5));
  }

  @Test
  void addsTheHeadsWithTheirWeights() {
    // Given
    long[] labels = {1, 1, 0, 1};
    float[] even = {1, 1};
    double alone = Losses.loss(even, 0, Losses.scores(2, 2, p -> 2), labels);

    // When
    double guided =
        TorchScope.<Double>call(
            () -> {
              try (GuidedLoss loss = new GuidedLoss(even, 0, 0, 1, Losses.cpu())) {
                Tensor head = Losses.scores(2, 2, p -> 2);
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
  void usesTheLabelAtTheCenterOfEachOutputPixel() {
    // Given: labels of 4x4 for a head of 2x2; the middle of each 2x2 block is its lower right pixel
    long[] labels = {
      0, 0, 0, 0, //
      0, 1, 0, 1, //
      0, 0, 0, 0, //
      0, 1, 0, 1
    };

    // When
    double loss = Losses.loss4(1, p -> 2, labels, 0);

    // Then: every pixel of the head is of class 1
    assertThat(loss).isCloseTo(Math.log(1 + Math.exp(-2)), within(1e-5));
  }
}
