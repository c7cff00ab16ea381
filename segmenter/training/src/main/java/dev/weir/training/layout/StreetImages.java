package dev.weir.training.layout;

import dev.weir.street.StreetDrive;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import java.util.SplittableRandom;

/**
 * The rendered drive as endless labeled data: each number is a different street at a different
 * second.
 *
 * <p>Seeds from {@value #FIRST_TRAINING_SEED} up are for training. Lower seeds are reserved for
 * scores and the demo, so that neither shows a street from training.
 */
final class StreetImages implements LabeledSource {
  static final int FIRST_TRAINING_SEED = 1000;
  private static final int DEFAULT_LAST_SEED = 1_000_000;

  /** The default seeds for training. */
  static final String DEFAULT_SEEDS = FIRST_TRAINING_SEED + "-" + DEFAULT_LAST_SEED;

  /** The default seeds for scores. */
  static final String SCORE_SEEDS = "1-" + (FIRST_TRAINING_SEED - 1);

  /** Long enough for the traffic and light of a street to vary. */
  private static final double SECONDS = 600;

  private final String name;
  private final StreetOptions options;

  StreetImages(String name, StreetOptions options) {
    this.name = name;
    this.options = options;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return options.count();
  }

  @Override
  public boolean endless() {
    return true;
  }

  @Override
  public LabeledImage read(int index) {
    SplittableRandom random = new SplittableRandom(index);
    int seed = random.nextInt(options.first(), options.last() + 1);
    int width = options.width();
    int height = options.height();
    double seconds = random.nextDouble() * SECONDS;
    StreetDrive drive = new StreetDrive(seed, width, height); // refuses a size out of range
    byte[] bgr = new byte[width * height * 3];
    byte[] labels = new byte[width * height];
    drive.render(seconds, bgr, labels);
    return new LabeledImage(
        "street seed %d at %.2f s".formatted(seed, seconds), width, height, bgr, labels);
  }
}
