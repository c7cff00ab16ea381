package dev.weir.training.augment;

import dev.weir.training.data.LabeledImage;
import java.util.random.RandomGenerator;

/**
 * Decides which part of a picture becomes a sample. The choice depends only on the picture and the
 * random numbers. Implementations are thread-safe.
 */
interface Cropper {
  /** The part. */
  CropWindow window(LabeledImage image, RandomGenerator random);
}
