package dev.weir.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Boundary IoU")
class BoundaryScoreTest {
  private static final int SIDE = 30;
  private static final byte VOID = 11;

  /** Scores with a distance of two pixels: the diagonal is 42.4. */
  private static BoundaryScore score(byte[] truth, byte[] found) {
    BoundaryScore score = new BoundaryScore(3, 2 / (SIDE * Math.sqrt(2)));
    score.add(truth, found, SIDE);
    return score;
  }

  /**
   * Returns class 1 in a square from {@code from} (inclusive) to {@code to} (exclusive), class 0
   * around it.
   */
  private static byte[] square(int from, int to) {
    byte[] labels = new byte[SIDE * SIDE];
    for (int y = from; y < to; y++) {
      Arrays.fill(labels, y * SIDE + from, y * SIDE + to, (byte) 1);
    }
    return labels;
  }

  @Test
  void isOneForCorrectClassesAndIgnoresAbsentClasses() {
    BoundaryScore score = score(square(5, 25), square(5, 25));

    assertThat(score.mean()).isEqualTo(1);
    assertThat(score.iou(2)).isNaN();
  }

  @Test
  void countsOnlyTheRim() {
    // Given a square of 20 and one of 18 in its middle: both rims are two pixels wide and share one
    BoundaryScore score = score(square(5, 25), square(6, 24));

    // Then
    double rim20 = 400 - 256;
    double rim18 = 324 - 196;
    double shared = 324 - 256;
    assertThat(score.iou(1)).isCloseTo(shared / (rim20 + rim18 - shared), within(1e-12));
  }

  @Test
  void erodesEachClassAsInThePaper() {
    // Given
    Random random = new Random(3);
    byte[] truth = blocks(random);
    byte[] found = blocks(random);

    // When
    BoundaryScore score = score(truth, found);

    // Then
    for (int c = 0; c < 3; c++) {
      boolean[] real = rim(truth, c);
      boolean[] taken = rim(found, c);
      int both = 0;
      int either = 0;
      for (int i = 0; i < real.length; i++) {
        both += real[i] && taken[i] ? 1 : 0;
        either += real[i] || taken[i] ? 1 : 0;
      }
      assertThat(score.iou(c)).isCloseTo((double) both / either, within(1e-12));
    }
  }

  private static byte[] blocks(Random random) {
    byte[] labels = new byte[SIDE * SIDE];
    int[] cells = random.ints(36, 0, 3).toArray();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) cells[i / SIDE / 5 * 6 + i % SIDE / 5];
    }
    return labels;
  }

  /**
   * Returns the mask minus its two erosions by 3×3; pixels outside the image count as background.
   */
  private static boolean[] rim(byte[] labels, int c) {
    boolean[] mask = new boolean[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = labels[i] == c;
    }
    boolean[] left = mask;
    for (int k = 0; k < 2; k++) {
      boolean[] next = new boolean[left.length];
      for (int i = 0; i < left.length; i++) {
        next[i] = true;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int y = i / SIDE + dy;
            int x = i % SIDE + dx;
            next[i] &= y >= 0 && x >= 0 && y < SIDE && x < SIDE && left[y * SIDE + x];
          }
        }
      }
      left = next;
    }
    boolean[] rim = new boolean[mask.length];
    for (int i = 0; i < rim.length; i++) {
      rim[i] = mask[i] && !left[i];
    }
    return rim;
  }

  @Test
  void aBorderWithUnlabeledPixelsIsNotAContour() {
    // Given void in the right half and class 0 in the left half
    byte[] truth = new byte[SIDE * SIDE];
    byte[] found = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      Arrays.fill(truth, y * SIDE + 15, (y + 1) * SIDE, VOID);
      Arrays.fill(found, y * SIDE + 15, (y + 1) * SIDE, (byte) 1);
    }

    // When
    BoundaryScore score = score(truth, found);

    // Then
    assertThat(score.iou(0)).isEqualTo(1);
    assertThat(score.iou(1)).isNaN();
  }

  @Test
  void rejectsIncompleteRows() {
    assertThatThrownBy(() -> new BoundaryScore(3, 0.02).add(new byte[7], new byte[7], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 true and 7 predicted classes at width 2");
  }
}
