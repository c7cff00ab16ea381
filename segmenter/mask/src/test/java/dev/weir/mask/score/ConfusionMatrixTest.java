package dev.weir.mask.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The confusion matrix")
class ConfusionMatrixTest {
  private static final byte VOID = 11;

  @Test
  void scoresFollowFromTheCounts() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);

    matrix.add(new byte[] {0, 0, 0, 1, 1, VOID}, new byte[] {0, 0, 1, 1, 0, 2});

    assertThat(matrix.count(0, 1)).isEqualTo(1);
    assertThat(matrix.iou(0)).isCloseTo(2.0 / 4, within(1e-12)); // 2 right, 1 missed, 1 false
    assertThat(matrix.iou(1)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(matrix.iou(2)).isNaN();
    assertThat(matrix.meanIou()).isCloseTo((0.5 + 1.0 / 3) / 2, within(1e-12));
    assertThat(matrix.accuracy()).isCloseTo(3.0 / 5, within(1e-12));
  }

  @Test
  void twoMatricesTogetherAreTheMatrixOfBoth() {
    ConfusionMatrix first = new ConfusionMatrix(2);
    ConfusionMatrix second = new ConfusionMatrix(2);
    first.add(new byte[] {0, 1}, new byte[] {0, 1});
    second.add(new byte[] {0, 1}, new byte[] {1, 1});

    first.add(second);

    assertThat(first.accuracy()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void aPredictionThatIsNoClassIsRefused() {
    assertThatThrownBy(() -> new ConfusionMatrix(2).add(new byte[] {0}, new byte[] {2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("predicted class 2 at pixel 0");
  }

  @Test
  void lengthsThatDifferAreRefused() {
    assertThatThrownBy(() -> new ConfusionMatrix(2).add(new byte[2], new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 true and 3 predicted");
  }
}
