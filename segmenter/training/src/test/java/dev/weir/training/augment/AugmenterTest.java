package dev.weir.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.training.data.LabeledImage;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.Normalization;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Augmentation")
class AugmenterTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final InputSize SIZE = new InputSize(WIDTH, HEIGHT);
  private static final Normalization NORMALIZATION = Normalization.gray(0.42f, 0.28f);

  @Test
  void withoutChangesReturnsThePictureWithRedFirst() {
    // Given
    LabeledImage image = blocks();
    Augmenter augmenter = new Augmenter(Augmentation.NONE, SIZE, SIZE, NORMALIZATION);

    // When
    Sample sample = augmenter.sample(image, new SplittableRandom(1));

    // Then
    assertThat(sample.labels()).isEqualTo(image.labels());
    for (int p = 0; p < WIDTH * HEIGHT; p++) {
      for (int c = 0; c < 3; c++) {
        assertThat(sample.rgb()[p * 3 + c]).isEqualTo(image.bgr()[p * 3 + 2 - c]);
      }
    }
  }

  @Test
  void keepsEveryLabelOnItsPixel() {
    // Given: a picture whose color shows its class
    LabeledImage image = blocks();
    Augmentation shapes = new Augmentation(true, 0.5, 2, 1.2, 0, 0, 0, 0);
    Augmenter augmenter = new Augmenter(shapes, SIZE, new InputSize(80, 48), NORMALIZATION);

    for (int seed = 0; seed < 40; seed++) {
      // When
      Sample sample = augmenter.sample(image, new SplittableRandom(seed));

      // Then: except at the blocks' edges, where colors mix
      int wrong = 0;
      int labeled = 0;
      for (int p = 0; p < sample.labels().length; p++) {
        if (sample.labels()[p] != LabeledImage.VOID) {
          labeled++;
          wrong += Math.abs((sample.rgb()[p * 3] & 0xFF) - 60 * sample.labels()[p]) > 30 ? 1 : 0;
        }
      }
      assertThat(labeled).isGreaterThan(sample.labels().length / 8);
      assertThat(wrong / (double) labeled).as("seed %d", seed).isLessThan(0.005);
    }
  }

  @Test
  void mirrorsHalfOfThePictures() {
    // Given
    LabeledImage image = blocks();
    Augmentation mirror = new Augmentation(true, 1, 1, 1, 0, 0, 0, 0);
    Augmenter augmenter = new Augmenter(mirror, SIZE, SIZE, NORMALIZATION);

    // When
    int mirrored = 0;
    for (int seed = 0; seed < 200; seed++) {
      Sample sample = augmenter.sample(image, new SplittableRandom(seed));
      boolean asItWas = sample.labels()[0] == image.labels()[0];
      boolean turned = sample.labels()[0] == image.labels()[WIDTH - 1];
      assertThat(asItWas || turned).isTrue();
      mirrored += turned ? 1 : 0;
    }

    // Then
    assertThat(mirrored).isBetween(70, 130);
  }

  @Test
  void fillsPixelsOutsideThePictureWithTheMeanColorAndNoClass() {
    // Given: a picture half as large as the crop
    Augmentation small = new Augmentation(false, 0.5, 0.5, 1, 0, 0, 0, 0);
    Augmenter augmenter = new Augmenter(small, SIZE, SIZE, NORMALIZATION);

    // When
    Sample sample = augmenter.sample(blocks(), new SplittableRandom(3));

    // Then
    int outside = 0;
    for (int p = 0; p < sample.labels().length; p++) {
      if (sample.labels()[p] == LabeledImage.VOID) {
        outside++;
        assertThat(sample.rgb()[p * 3] & 0xFF).isEqualTo(Math.round(0.42f * 255));
      }
    }
    assertThat(outside / (double) sample.labels().length).isBetween(0.72, 0.78);
  }

  @Test
  void dependsOnlyOnTheRandomNumbers() {
    // Given
    Augmentation all = new Augmentation(true, 0.5, 2, 1.15, 0.1, 0.25, 0.3, 0.05);
    Augmenter augmenter = new Augmenter(all, SIZE, SIZE, NORMALIZATION);

    // When
    Sample one = augmenter.sample(blocks(), new SplittableRandom(9));
    Sample same = augmenter.sample(blocks(), new SplittableRandom(9));
    Sample other = augmenter.sample(blocks(), new SplittableRandom(10));

    // Then
    assertThat(one.rgb()).isEqualTo(same.rgb()).isNotEqualTo(other.rgb());
    assertThat(one.labels()).isEqualTo(same.labels());
  }

  @Test
  void rejectsAValueOutOfRangeAndNamesItsKey() {
    assertThatThrownBy(() -> new Augmentation(true, 2, 1, 1, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-scale 1.0: expected 2.0 to 4");
  }

  /** Four vertical stripes of classes 0 to 3, in gray 0, 60, 120 and 180. */
  private static LabeledImage blocks() {
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    byte[] labels = new byte[WIDTH * HEIGHT];
    for (int p = 0; p < labels.length; p++) {
      int c = p % WIDTH * 4 / WIDTH;
      labels[p] = (byte) c;
      for (int k = 0; k < 3; k++) {
        bgr[p * 3 + k] = (byte) (60 * c + (k == 0 ? 3 : 0));
      }
    }
    return new LabeledImage("stripes", WIDTH, HEIGHT, bgr, labels);
  }
}
