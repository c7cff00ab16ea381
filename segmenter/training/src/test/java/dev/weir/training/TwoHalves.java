package dev.weir.training;

import dev.weir.training.data.LabelledImage;
import dev.weir.training.data.LabelledSource;
import java.util.Random;

/**
 * Two noisy pictures of two halves each, sky over road and building beside tree: what even scores
 * at 1/32 can draw.
 */
final class TwoHalves implements LabelledSource {
  private static final int SIDE = 64;
  private static final int SKY = 0;
  private static final int BUILDING = 1;
  private static final int ROAD = 3;
  private static final int TREE = 5;
  private static final int[] GREY = {220, 140, 0, 60, 0, 90};

  @Override
  public String name() {
    return "two halves";
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
    byte[] bgr = new byte[SIDE * SIDE * 3];
    byte[] labels = new byte[SIDE * SIDE];
    for (int p = 0; p < labels.length; p++) {
      int c = half(index, p % SIDE, p / SIDE);
      labels[p] = (byte) c;
      for (int k = 0; k < 3; k++) {
        int tint = c == TREE && k == 1 ? 60 : 0;
        bgr[p * 3 + k] = (byte) (GREY[c] + tint + noise.nextInt(20));
      }
    }
    return new LabelledImage("picture " + index, SIDE, SIDE, bgr, labels);
  }

  private static int half(int picture, int x, int y) {
    if (picture == 0) {
      return y < SIDE / 2 ? SKY : ROAD;
    }
    return x < SIDE / 2 ? BUILDING : TREE;
  }
}
