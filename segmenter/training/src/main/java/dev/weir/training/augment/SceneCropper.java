package dev.weir.training.augment;

import dev.weir.training.data.LabelledImage;
import dev.weir.zoo.Size;
import java.util.random.RandomGenerator;

/** Any part of the scene: the picture at a random scale, cut at a random position. */
final class SceneCropper implements Cropper {
  private final Augmentation how;
  private final Size working;
  private final Size crop;

  SceneCropper(Augmentation how, Size working, Size crop) {
    this.how = how;
    this.working = working;
    this.crop = crop;
  }

  @Override
  public Window window(LabelledImage image, RandomGenerator random) {
    double scale = logarithmic(random, how.minScale(), how.maxScale());
    double aspect = Math.sqrt(logarithmic(random, 1 / how.aspect(), how.aspect()));
    boolean mirrored = how.mirror() && random.nextBoolean();
    double scaledWidth = working.width() * scale * aspect;
    double scaledHeight = working.height() * scale / aspect;
    // Negative if the scaled picture is smaller than the crop.
    double left = random.nextDouble() * (scaledWidth - crop.width());
    double top = random.nextDouble() * (scaledHeight - crop.height());
    return new Window(
        left, top, image.width() / scaledWidth, image.height() / scaledHeight, mirrored);
  }

  private static double logarithmic(RandomGenerator random, double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }
}
