package dev.weir.training.augment;

import dev.weir.inference.proposals.Box;
import dev.weir.training.data.LabeledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The boxes around objects. Labels distinguish classes, not objects. Here an object is a region of
 * one class connected by pixel edges, so overlapping cars are one object, and so is the road.
 * Objects smaller than a thousandth of the picture are ignored.
 */
final class ObjectBoxes implements Boxes {
  private static final int SMALLEST_SHARE = 1000;

  @Override
  public List<List<Box>> of(LabeledImage image) {
    Map<Byte, List<Box>> byClass = new TreeMap<>();
    Flood flood = new Flood(image);
    for (int i = 0; i < flood.left.length; i++) {
      byte label = flood.left[i];
      if (label != LabeledImage.VOID) {
        int pixels = flood.fill(i);
        if (pixels * (long) SMALLEST_SHARE >= flood.left.length) {
          byClass.computeIfAbsent(label, c -> new ArrayList<>()).add(flood.filled());
        }
      }
    }
    return byClass.values().stream().map(List::copyOf).toList();
  }

  /** Fills one object after another with void. */
  private static final class Flood {
    final byte[] left;
    private final int width;
    private final int[] queue;
    private int queued;
    private int minX;
    private int maxX;
    private int minY;
    private int maxY;

    Flood(LabeledImage image) {
      left = image.labels().clone();
      width = image.width();
      queue = new int[left.length];
    }

    /** Fills from a pixel, and returns the number of pixels. */
    int fill(int start) {
      byte label = left[start];
      minX = Integer.MAX_VALUE;
      minY = Integer.MAX_VALUE;
      maxX = 0;
      maxY = 0;
      queued = 0;
      enter(start);
      for (int done = 0; done < queued; done++) {
        int at = queue[done];
        int x = at % width;
        if (x > 0 && left[at - 1] == label) {
          enter(at - 1);
        }
        if (x < width - 1 && left[at + 1] == label) {
          enter(at + 1);
        }
        if (at >= width && left[at - width] == label) {
          enter(at - width);
        }
        if (at + width < left.length && left[at + width] == label) {
          enter(at + width);
        }
      }
      return queued;
    }

    private void enter(int at) {
      left[at] = LabeledImage.VOID;
      queue[queued++] = at;
      minX = Math.min(minX, at % width);
      maxX = Math.max(maxX, at % width);
      minY = Math.min(minY, at / width);
      maxY = Math.max(maxY, at / width);
    }

    /** The box that was filled last. */
    Box filled() {
      return new Box(minX, minY, maxX - minX + 1, maxY - minY + 1);
    }
  }
}
