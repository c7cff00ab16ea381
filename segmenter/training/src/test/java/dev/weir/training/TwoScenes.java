package dev.weir.training;

import dev.weir.training.data.LabelledImage;
import dev.weir.training.data.LabelledSource;
import java.util.Random;

/**
 * Two drawn scenes of large shapes, noisy, each shape of one class: little enough to learn by
 * heart.
 */
final class TwoScenes implements LabelledSource {
  static final int WIDTH = 128;
  static final int HEIGHT = 96;
  private static final int SKY = 0;
  private static final int BUILDING = 1;
  private static final int ROAD = 3;
  private static final int TREE = 5;
  private static final int[] GREY = {220, 120, 0, 60, 0, 90};

  @Override
  public String name() {
    return "two scenes";
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
  public LabelledImage read(int index) {
    Random noise = new Random(index);
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    byte[] labels = new byte[WIDTH * HEIGHT];
    for (int p = 0; p < labels.length; p++) {
      int c = shape(index, p % WIDTH, p / WIDTH);
      labels[p] = (byte) c;
      for (int k = 0; k < 3; k++) {
        int tint = c == TREE && k == 1 ? 60 : 0;
        bgr[p * 3 + k] = (byte) (GREY[c] + tint + noise.nextInt(20));
      }
    }
    return new LabelledImage("scene " + index, WIDTH, HEIGHT, bgr, labels);
  }

  private static int shape(int scene, int x, int y) {
    int horizon = scene == 0 ? 48 : 60;
    if (y >= horizon) {
      return ROAD;
    }
    boolean building = scene == 0 ? x < 50 && y > 12 : x > 80;
    boolean tree = Math.hypot(x - (scene == 0 ? 95 : 35), y - 30) < 18;
    return tree ? TREE : building ? BUILDING : SKY;
  }
}
