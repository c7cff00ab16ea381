package dev.weir.training.run;

import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import java.util.Random;

/** Two noisy drawn pictures, each shape of one class: small enough to memorize. */
final class TwoPictures implements LabeledSource {
  private static final int SKY = 0;
  private static final int BUILDING = 1;
  private static final int ROAD = 3;
  private static final int TREE = 5;
  private static final int[] GRAY = {220, 140, 0, 60, 0, 90};

  private final String name;
  private final int width;
  private final int height;
  private final Drawing drawing;

  /** The class of a pixel. */
  @FunctionalInterface
  private interface Drawing {
    int at(int picture, int x, int y);
  }

  private TwoPictures(String name, int width, int height, Drawing drawing) {
    this.name = name;
    this.width = width;
    this.height = height;
    this.drawing = drawing;
  }

  /**
   * Of 64x64 and two halves each, sky over road and building beside tree: even scores at 1/32 can
   * represent it.
   */
  static TwoPictures halves() {
    return new TwoPictures(
        "two halves",
        64,
        64,
        (picture, x, y) -> picture == 0 ? (y < 32 ? SKY : ROAD) : (x < 32 ? BUILDING : TREE));
  }

  /** Streets of 128x96, with a house and a tree. */
  static TwoPictures scenes() {
    return new TwoPictures("two scenes", 128, 96, TwoPictures::scene);
  }

  private static int scene(int picture, int x, int y) {
    int horizon = picture == 0 ? 48 : 60;
    if (y >= horizon) {
      return ROAD;
    }
    boolean building = picture == 0 ? x < 50 && y > 12 : x > 80;
    boolean tree = Math.hypot(x - (picture == 0 ? 95 : 35), y - 30) < 18;
    return tree ? TREE : building ? BUILDING : SKY;
  }

  /** The spelling in recipes. */
  String pictureSize() {
    return width + "x" + height;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return 2;
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public LabeledImage read(int index) {
    Random noise = new Random(index);
    byte[] bgr = new byte[width * height * 3];
    byte[] labels = new byte[width * height];
    for (int p = 0; p < labels.length; p++) {
      int c = drawing.at(index, p % width, p / width);
      labels[p] = (byte) c;
      for (int k = 0; k < 3; k++) {
        int tint = c == TREE && k == 1 ? 60 : 0;
        bgr[p * 3 + k] = (byte) (GRAY[c] + tint + noise.nextInt(20));
      }
    }
    return new LabeledImage("picture " + index, width, height, bgr, labels);
  }
}
