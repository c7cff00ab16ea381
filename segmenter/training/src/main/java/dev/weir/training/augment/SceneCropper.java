package dev.weir.training.augment;

import dev.weir.training.data.LabeledImage;
import dev.weir.zoo.InputSize;
import java.util.random.RandomGenerator;

/** Any part of the scene: the picture at a random scale, cut at a random position. */
final class SceneCropper implements Cropper {
  private final Augmentation how;
  private final InputSize working;
  private final InputSize crop;

  SceneCropper(Augmentation how, InputSize working, InputSize crop) {
    this.how = how;
    this.working = working;
    this.crop = crop;
  }

  @Override
  public CropWindow window(LabeledImage image, RandomGenerator random) {
    double scale = logarithmic(random, how.minScale(), how.maxScale());
    double aspect = Math.sqrt(logarithmic(random, 1 / how.aspect(), how.aspect()));
    boolean mirrored = how.mirror() && random.nextBoolean();
    double scaledWidth = working.width() * scale * aspect;
    double scaledHeight = working.height() * scale / aspect;
    // Negative if the scaled picture is smaller than the crop.
    double left = random.nextDouble() * (scaledWidth - crop.width());
    double top = random.nextDouble() * (scaledHeight - crop.height());
    return new CropWindow(
        left, top, image.width() / scaledWidth, image.height() / scaledHeight, mirrored);
  }

  private static double logarithmic(RandomGenerator random, double least, double max) {
    return least * Math.pow(max / least, random.nextDouble());
  }
}
