package dev.weir.training.augment;

import dev.weir.training.data.LabeledImage;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.Normalization;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Cuts a sample out of a labeled picture. For a scene, the picture is scaled to the working size
 * times a random factor, and a crop is taken at a random position. For a box, the box is scaled to
 * the sample. Outside the picture, a crop has the mean color and no class. The result depends only
 * on the picture and the random numbers. Thread-safe.
 */
public final class Augmenter {
  private final Augmentation how;
  private final Cropper cropper;
  private final InputSize crop;
  private final Normalization normalization;

  /**
   * Cuts samples from scenes.
   *
   * @param how far samples may differ
   * @param working the size at which the network sees whole frames
   * @param crop the size of a sample
   * @param normalization whose mean is used outside the picture
   */
  public Augmenter(
      Augmentation how, InputSize working, InputSize crop, Normalization normalization) {
    this(how, Crops.SCENE, working, crop, normalization);
  }

  /**
   * Cuts samples.
   *
   * @param how far samples may differ; the scale applies only to scenes
   * @param crops what samples show
   * @param working the size at which the network sees whole frames
   * @param crop the size of a sample
   * @param normalization whose mean is used outside the picture
   */
  public Augmenter(
      Augmentation how,
      Crops crops,
      InputSize working,
      InputSize crop,
      Normalization normalization) {
    this.how = how;
    this.cropper = crops.cropper(how, working, crop);
    this.crop = crop;
    this.normalization = normalization;
  }

  /** One sample. */
  public Sample sample(LabeledImage image, RandomGenerator random) {
    CropWindow window = cropper.window(image, random);
    Axis x =
        new Axis(crop.width(), image.width(), window.stepX(), window.left(), window.mirrored());
    Axis y = new Axis(crop.height(), image.height(), window.stepY(), window.top(), false);
    ColorJitter tone = ColorJitter.random(how, random);

    byte[] rgb = new byte[crop.width() * crop.height() * 3];
    byte[] labels = new byte[crop.width() * crop.height()];
    int[] outside = outside();
    for (int row = 0; row < crop.height(); row++) {
      for (int column = 0; column < crop.width(); column++) {
        int at = row * crop.width() + column;
        if (y.nearest[row] < 0 || x.nearest[column] < 0) {
          labels[at] = LabeledImage.VOID;
          for (int c = 0; c < 3; c++) {
            rgb[at * 3 + c] = (byte) outside[c];
          }
        } else {
          labels[at] = image.labels()[y.nearest[row] * image.width() + x.nearest[column]];
          tone.write(
              bilinear(image, x, y, column, row, 2),
              bilinear(image, x, y, column, row, 1),
              bilinear(image, x, y, column, row, 0),
              rgb,
              at * 3);
        }
      }
    }
    return new Sample(crop.width(), crop.height(), rgb, labels);
  }

  private static int bilinear(LabeledImage image, Axis x, Axis y, int column, int row, int c) {
    byte[] bgr = image.bgr();
    int above = y.low[row] * image.width();
    int below = y.high[row] * image.width();
    int wx = x.weight[column];
    int wy = y.weight[row];
    int upper =
        (bgr[(above + x.low[column]) * 3 + c] & 0xFF) * (Axis.ONE - wx)
            + (bgr[(above + x.high[column]) * 3 + c] & 0xFF) * wx;
    int lower =
        (bgr[(below + x.low[column]) * 3 + c] & 0xFF) * (Axis.ONE - wx)
            + (bgr[(below + x.high[column]) * 3 + c] & 0xFF) * wx;
    return (upper * (Axis.ONE - wy) + lower * wy + Axis.ONE * Axis.ONE / 2)
        >> (2 * Axis.FRACTION_BITS);
  }

  private int[] outside() {
    int[] rgb = new int[3];
    Arrays.setAll(rgb, c -> Math.round(normalization.mean().get(c) * 255));
    return rgb;
  }

  /** The position in the picture of each pixel of the crop along one axis, half-pixel centers. */
  private static final class Axis {
    static final int FRACTION_BITS = 10;
    static final int ONE = 1 << FRACTION_BITS;

    /** The pixel whose label counts, or −1 outside the picture. */
    final int[] nearest;

    final int[] low;
    final int[] high;

    /** Weight of {@code high}, out of {@link #ONE}. */
    final int[] weight;

    Axis(int length, int pictureLength, double step, double start, boolean mirrored) {
      nearest = new int[length];
      low = new int[length];
      high = new int[length];
      weight = new int[length];
      for (int i = 0; i < length; i++) {
        double at = (start + i + 0.5) * step - 0.5;
        int place = mirrored ? length - 1 - i : i;
        int floor = (int) Math.floor(at);
        int rounded = (int) Math.floor(at + 0.5);
        nearest[place] = rounded < 0 || rounded >= pictureLength ? -1 : rounded;
        low[place] = Math.max(0, Math.min(pictureLength - 1, floor));
        high[place] = Math.max(0, Math.min(pictureLength - 1, floor + 1));
        weight[place] = (int) Math.round((at - floor) * ONE);
      }
    }
  }
}
