package dev.weir.street.paint;

import java.util.Arrays;

/** The nearest house in each column of a picture: it hides gardens behind. Not thread-safe. */
public final class NearestHouses {
  private final double[] depth;
  private final int[] top;

  public NearestHouses(int width) {
    depth = new double[width];
    top = new int[width];
  }

  public void clear() {
    Arrays.fill(depth, Double.POSITIVE_INFINITY);
    Arrays.fill(top, Integer.MAX_VALUE);
  }

  /** Meters to the house, infinite if there is none. */
  double[] depth() {
    return depth;
  }

  /** Row of the house's top. */
  int[] top() {
    return top;
  }

  /** The first row, from the top, in which a house hides objects at a depth. */
  int hidesFrom(int column, double atDepth) {
    return depth[column] < atDepth ? top[column] : Integer.MAX_VALUE;
  }
}
