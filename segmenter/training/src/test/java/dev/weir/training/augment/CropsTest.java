package dev.weir.training.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.proposals.Box;
import dev.weir.training.data.LabeledImage;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.Normalization;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Crops")
class CropsTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 160;
  private static final InputSize WORKING = new InputSize(WIDTH, HEIGHT);
  private static final InputSize CROP = new InputSize(64, 64);
  private static final Normalization NORMALIZATION = Normalization.gray(0.42f, 0.28f);
  private static final Box THING = new Box(130, 30, 60, 50);
  private static final byte GROUND = 0;
  private static final byte OBJECT = 3;

  private static Augmenter augmenter(Crops crops) {
    return new Augmenter(
        new Augmentation(true, 0.5, 2, 1.2, 0, 0, 0, 0), crops, WORKING, CROP, NORMALIZATION);
  }

  /** An object on a background. Each has its own gray value and class. */
  private static LabeledImage picture(Box thing, byte ground, int brightness) {
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    byte[] labels = new byte[WIDTH * HEIGHT];
    Arrays.fill(bgr, (byte) 40);
    Arrays.fill(labels, ground);
    for (int y = thing.y(); y < thing.y() + thing.height(); y++) {
      for (int x = thing.x(); x < thing.x() + thing.width(); x++) {
        labels[y * WIDTH + x] = OBJECT;
        Arrays.fill(bgr, 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3, (byte) brightness);
      }
    }
    return new LabeledImage("a thing", WIDTH, HEIGHT, bgr, labels);
  }

  private static long count(Sample sample, byte label) {
    long count = 0;
    for (byte l : sample.labels()) {
      count += l == label ? 1 : 0;
    }
    return count;
  }

  /** The position of a class in the sample, 0 to 1 from the left and top edge. */
  private static double[] middle(Sample sample, byte label) {
    double x = 0;
    double y = 0;
    for (int p = 0; p < sample.labels().length; p++) {
      if (sample.labels()[p] == label) {
        int row = p / sample.width();
        x += p % sample.width() + 0.5;
        y += row + 0.5;
      }
    }
    double n = count(sample, label);
    return new double[] {x / n / sample.width(), y / n / sample.height()};
  }

  @Test
  void objectCropsShowAnObjectInTheMiddleAndItsSurroundings() {
    // Given: no other pixel has a class
    LabeledImage image = picture(THING, LabeledImage.VOID, 220);
    Augmenter augmenter = augmenter(Crops.OBJECTS);

    for (int seed = 0; seed < 30; seed++) {
      // When
      Sample sample = augmenter.sample(image, new SplittableRandom(seed));

      // Then: 60x50 of 72x72, and the crop takes nine tenths
      double share = count(sample, OBJECT) / (double) sample.labels().length;
      assertThat(share).as("seed %d", seed).isBetween(0.6, 0.85);
      assertThat(middle(sample, OBJECT)).satisfies(m -> assertThat(m[0]).isBetween(0.4, 0.6));
      assertThat(middle(sample, OBJECT)).satisfies(m -> assertThat(m[1]).isBetween(0.4, 0.6));
    }
  }

  @Test
  void objectCropsShowEachClassEquallyOften() {
    // Given a background that is also an object, thirteen times as large
    LabeledImage image = picture(THING, GROUND, 220);
    Augmenter augmenter = augmenter(Crops.OBJECTS);

    // When
    int close = 0;
    for (int seed = 0; seed < 200; seed++) {
      Sample sample = augmenter.sample(image, new SplittableRandom(seed));
      close += count(sample, OBJECT) > sample.labels().length / 2 ? 1 : 0;
    }

    // Then
    assertThat(close).isBetween(70, 130);
  }

  @Test
  void proposalCropsShowAtLeastHalfOfAnObject() {
    // Given
    LabeledImage image = picture(THING, LabeledImage.VOID, 220);
    Augmenter augmenter = augmenter(Crops.PROPOSALS);

    // When
    double least = 1;
    double max = 0;
    for (int seed = 0; seed < 60; seed++) {
      Sample sample = augmenter.sample(image, new SplittableRandom(seed));
      double share = count(sample, OBJECT) / (double) sample.labels().length;
      least = Math.min(least, share);
      max = Math.max(max, share);
    }

    // Then: not a scene crop, which would show a fortieth on average, and not always the same crop
    assertThat(least).isGreaterThan(0.2);
    assertThat(max - least).isGreaterThan(0.1);
  }

  @ParameterizedTest
  @EnumSource(names = {"OBJECTS", "PROPOSALS"})
  void cropAPictureWithoutObjectsAsAScene(Crops crops) {
    // Given: a picture without classes and edges
    LabeledImage image = picture(THING, LabeledImage.VOID, 40);
    Arrays.fill(image.labels(), LabeledImage.VOID);

    // When, Then
    for (int seed = 0; seed < 5; seed++) {
      Sample sample = augmenter(crops).sample(image, new SplittableRandom(seed));
      Sample scene = augmenter(Crops.SCENE).sample(image, new SplittableRandom(seed));
      assertThat(sample.rgb()).isEqualTo(scene.rgb());
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepEveryLabelOnItsPixel(Crops crops) {
    // Given
    LabeledImage image = picture(THING, GROUND, 220);

    for (int seed = 0; seed < 20; seed++) {
      // When
      Sample sample = augmenter(crops).sample(image, new SplittableRandom(seed));

      // Then: except at the object's edge, where colors mix
      int wrong = 0;
      for (int p = 0; p < sample.labels().length; p++) {
        int gray = sample.rgb()[3 * p] & 0xFF;
        byte label = sample.labels()[p];
        wrong += (label == OBJECT && gray < 125) || (label == GROUND && gray > 135) ? 1 : 0;
      }
      assertThat(wrong).as("seed %d", seed).isLessThan(sample.labels().length / 50);
    }
  }

  @ParameterizedTest
  @EnumSource
  void dependOnlyOnThePictureAndTheRandomNumbers(Crops crops) {
    // Given one instance that has processed other pictures, and a new one
    Augmenter augmenter = augmenter(crops);
    Sample before = augmenter.sample(picture(THING, GROUND, 90), new SplittableRandom(1));

    // When
    Sample one = augmenter.sample(picture(THING, GROUND, 220), new SplittableRandom(2));
    Sample same = augmenter(crops).sample(picture(THING, GROUND, 220), new SplittableRandom(2));

    // Then
    assertThat(one.rgb()).isEqualTo(same.rgb()).isNotEqualTo(before.rgb());
    assertThat(one.labels()).isEqualTo(same.labels());
  }
}
