package dev.weir.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.training.data.LabeledImage;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.Normalization;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brightness and color of samples from a picture with known pixels. */
@DisplayName("A sample's tone")
class ColorJitterTest {
  /** Red, green, blue. No value is so light or dark that it is clipped. */
  private static final int[][] COLORS = {
    {120, 120, 120}, {90, 120, 140}, {150, 100, 80}, {107, 107, 107}, {80, 140, 110}
  };

  private static final InputSize SIZE = new InputSize(32, 32);

  private static final int SEEDS = 200;

  /** The center of contrast changes: the mean of street pictures, 0.42 of 255. */
  private static final double MIDDLE = 107.1;

  /** The tolerance in levels: two roundings. */
  private static final double ROUNDING = 1.5;

  /** The color that each input color becomes. */
  private static int[][] toned(Augmentation how, int[][] colors, long seed) {
    byte[] bgr = new byte[SIZE.width() * SIZE.height() * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) colors[i / 3 % colors.length][2 - i % 3];
    }
    LabeledImage image =
        new LabeledImage("colours", SIZE.width(), SIZE.height(), bgr, new byte[bgr.length / 3]);
    Sample sample =
        new Augmenter(how, SIZE, SIZE, Normalization.gray(0.42f, 0.28f))
            .sample(image, new SplittableRandom(seed));
    int[][] toned = new int[colors.length][3];
    for (int p = 0; p < colors.length; p++) {
      for (int c = 0; c < 3; c++) {
        toned[p][c] = sample.rgb()[3 * p + c] & 0xFF;
      }
    }
    return toned;
  }

  private static Augmentation tone(
      double brightness, double contrast, double saturation, double color) {
    return new Augmentation(false, 1, 1, 1, brightness, contrast, saturation, color);
  }

  @Test
  void brightnessShiftsAllChannelsByTheSameAmount() {
    double lightest = 0;
    double darkest = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      // When
      int[][] toned = toned(tone(0.1, 0, 0, 0), COLORS, seed);

      // Then
      int shift = toned[0][0] - COLORS[0][0];
      for (int p = 0; p < COLORS.length; p++) {
        for (int c = 0; c < 3; c++) {
          assertThat(toned[p][c] - COLORS[p][c]).isEqualTo(shift);
        }
      }
      lightest = Math.max(lightest, shift);
      darkest = Math.min(darkest, shift);
    }

    // Then: at most a tenth of the range, and almost that much
    assertThat(lightest).isBetween(23.0, 26.0);
    assertThat(darkest).isBetween(-26.0, -23.0);
  }

  @Test
  void contrastScalesTheDistanceFromTheMean() {
    double max = 1;
    double least = 1;
    for (int seed = 0; seed < SEEDS; seed++) {
      // When
      int[][] toned = toned(tone(0, 0.5, 0, 0), COLORS, seed);

      // Then: all values by the same factor as the farthest one
      double factor = (toned[2][0] - MIDDLE) / (COLORS[2][0] - MIDDLE);
      for (int p = 0; p < COLORS.length; p++) {
        for (int c = 0; c < 3; c++) {
          assertThat((double) toned[p][c])
              .isCloseTo((COLORS[p][c] - MIDDLE) * factor + MIDDLE, within(ROUNDING));
        }
      }
      max = Math.max(max, factor);
      least = Math.min(least, factor);
    }

    // Then: at most by half, and almost that much
    assertThat(max).isBetween(1.45, 1.52);
    assertThat(least).isBetween(0.48, 0.55);
  }

  @Test
  void saturationScalesTheDistanceFromGray() {
    double max = 1;
    double least = 1;
    for (int seed = 0; seed < SEEDS; seed++) {
      // When
      int[][] toned = toned(tone(0, 0, 0.5, 0), COLORS, seed);

      // Then: gray stays gray, and every color keeps its gray value (Rec. 601)
      double factor = (toned[2][0] - gray(COLORS[2])) / (COLORS[2][0] - gray(COLORS[2]));
      assertThat(toned[0]).containsExactly(COLORS[0]);
      assertThat(toned[3]).containsExactly(COLORS[3]);
      for (int p = 0; p < COLORS.length; p++) {
        double gray = gray(COLORS[p]);
        for (int c = 0; c < 3; c++) {
          assertThat((double) toned[p][c])
              .isCloseTo((COLORS[p][c] - gray) * factor + gray, within(2 * ROUNDING));
        }
      }
      max = Math.max(max, factor);
      least = Math.min(least, factor);
    }

    // Then: at most by half, and almost that much
    assertThat(max).isBetween(1.42, 1.55);
    assertThat(least).isBetween(0.45, 0.58);
  }

  private static double gray(int[] rgb) {
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
  }

  @Test
  void colorShiftsEachChannelSeparately() {
    int[] max = new int[3];
    int[] least = new int[3];
    int together = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      // When
      int[][] toned = toned(tone(0, 0, 0, 0.1), COLORS, seed);

      // Then
      int[] shift = new int[3];
      for (int c = 0; c < 3; c++) {
        shift[c] = toned[0][c] - COLORS[0][c];
        for (int p = 0; p < COLORS.length; p++) {
          assertThat(toned[p][c] - COLORS[p][c]).isEqualTo(shift[c]);
        }
        max[c] = Math.max(max[c], shift[c]);
        least[c] = Math.min(least[c], shift[c]);
      }
      together += shift[0] == shift[1] || shift[1] == shift[2] ? 1 : 0;
    }

    // Then: each by at most a tenth of the range, and they rarely agree
    for (int c = 0; c < 3; c++) {
      assertThat(max[c]).isBetween(23, 26);
      assertThat(least[c]).isBetween(-26, -23);
    }
    assertThat(together).isLessThan(SEEDS / 8);
  }

  @Test
  void clipsToTheRangeOfASensor() {
    // Given
    int[][] blackAndWhite = {{0, 0, 0}, {255, 255, 255}};
    int white = 0;
    int black = 0;

    // When
    for (int seed = 0; seed < SEEDS; seed++) {
      int[][] toned = toned(tone(0.3, 0, 0, 0), blackAndWhite, seed);

      // Then: values that are not clipped change
      boolean lighter = toned[0][0] > 0;
      assertThat(toned[0][0]).isBetween(0, 77);
      assertThat(toned[1][0]).isBetween(178, 255);
      assertThat(lighter ? toned[1][0] : toned[0][0]).isEqualTo(lighter ? 255 : 0);
      white += lighter ? 1 : 0;
      black += lighter ? 0 : 1;
    }
    assertThat(white).isGreaterThan(SEEDS / 3);
    assertThat(black).isGreaterThan(SEEDS / 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void followsFromTheSeed(int which) {
    // Given: a single change
    double[] by = new double[4];
    by[which] = 0.3;
    Augmentation how = tone(by[0], by[1], by[2], by[3]);

    // When
    int[][] one = toned(how, COLORS, 1);
    int[][] same = toned(how, COLORS, 1);
    int[][] other = toned(how, COLORS, 2);

    // Then
    assertThat(one).isDeepEqualTo(same);
    assertThat(Arrays.deepEquals(one, other)).isFalse();
  }
}
