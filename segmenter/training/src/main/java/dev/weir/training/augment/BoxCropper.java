package dev.weir.training.augment;

import dev.weir.inference.ProposalOptions;
import dev.weir.inference.proposals.Box;
import dev.weir.training.data.LabeledImage;
import dev.weir.zoo.InputSize;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One object in the center: a box of a random class, widened by a fifth to show its surroundings,
 * is scaled to slightly more than a sample, and a random part of that is taken (Noh, Hong, Han,
 * ICCV 2015, section 5.1). A picture without boxes is cropped as a scene.
 */
final class BoxCropper implements Cropper {
  /** The same margin as for proposals during inference. */
  private static final double MARGIN = ProposalOptions.DEFAULTS.margin();

  /** The paper takes 224 of 250 pixels. */
  private static final double TAKEN = 224 / 250.0;

  /** The limit for scenes, too: beyond this, nothing can be recognized. */
  private static final double LARGEST_SCALE = 4;

  private final Boxes boxes;
  private final boolean mirror;
  private final InputSize working;
  private final InputSize crop;
  private final Cropper fallback;

  /**
   * Crops to boxes.
   *
   * @param how whether samples may be mirrored, and how far scenes are scaled
   * @param working the size at which the network sees whole frames
   */
  BoxCropper(Boxes boxes, Augmentation how, InputSize working, InputSize crop) {
    this.boxes = boxes;
    this.mirror = how.mirror();
    this.working = working;
    this.crop = crop;
    this.fallback = new SceneCropper(how, working, crop);
  }

  @Override
  public CropWindow window(LabeledImage image, RandomGenerator random) {
    List<List<Box>> byClass = boxes.of(image);
    if (byClass.isEmpty()) {
      return fallback.window(image, random);
    }
    List<Box> ofOne = byClass.get(random.nextInt(byClass.size()));
    Box view = view(ofOne.get(random.nextInt(ofOne.size())), image);
    boolean mirrored = mirror && random.nextBoolean();
    double stepX = view.width() * TAKEN / crop.width();
    double stepY = view.height() * TAKEN / crop.height();
    double left = view.x() + random.nextDouble() * view.width() * (1 - TAKEN);
    double top = view.y() + random.nextDouble() * view.height() * (1 - TAKEN);
    return new CropWindow(left / stepX, top / stepY, stepX, stepY, mirrored);
  }

  private Box view(Box box, LabeledImage image) {
    double aspect = crop.width() / (double) crop.height();
    double wide = Math.max(box.width(), box.height() * aspect);
    double least = crop.width() * (double) image.width() / working.width() / LARGEST_SCALE;
    return box.view(Math.max(MARGIN, least / wide), aspect, image.width(), image.height());
  }
}
