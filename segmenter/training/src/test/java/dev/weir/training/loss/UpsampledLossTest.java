package dev.weir.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loss of upsampled scores")
class UpsampledLossTest {
  @Test
  void countsDetailsNarrowerThanAPixelOfTheHead() {
    // Given: a head of 2x2, certain of class 1 on its right, and labels of 4x4. The head's own
    // pixels sample only class 1; class 0 is between them
    long[] labels = {
      0, 0, 0, 0, //
      0, 1, 0, 1, //
      0, 0, 0, 0, //
      0, 1, 0, 1
    };
    IntUnaryOperator right = p -> p % 2 == 0 ? 0 : 8;

    // When
    double coarse = Losses.loss4(1, right, labels, 0);
    double fine = Losses.loss4(2, right, labels, 0);

    // Then: upsampled, a row of scores is 0, 2, 6, 8 (half-pixel centers), each against its label
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
  void addsTheLovaszLossOfASubsetOfUpsampledPixels() {
    // Given: a head of 2x2, certain of class 1 on its right, upsampled to 4x4
    long[] labels = {
      0, 0, 0, 1, //
      0, 1, 0, 1, //
      0, 0, 1, 0, //
      0, 1, 0, 1
    };
    IntUnaryOperator right = p -> p % 2 == 0 ? -8 : 8;

    // When
    double both = Losses.loss4(2, right, labels, 1);
    double alone = Losses.loss4(2, right, labels, 0);

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
    assertThat(both - alone).isCloseTo(Losses.lovasz(scores, truth), within(1e-5));
  }

  @Test
  void refusesToUpsampleFartherThanItsLabels() {
    long[] labels = new long[16];

    assertThatThrownBy(() -> Losses.loss4(3, p -> 1, labels, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("upsampling 3: expected 1 to 2, which is the network's stride");
  }

  @Test
  void takesLovaszPixelsFromAllColumns() {
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
    assertThatThrownBy(() -> new GuidedLoss(new float[] {1, 1}, 0, 0, 0, Losses.cpu()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("upsampling 0: expected 1 (off) or more");
  }
}
