package dev.weir.street.paint;

import dev.weir.street.scene.StreetClass;

/**
 * A flat convex shape in the street, given corner by corner, projected and painted. Parts behind
 * the camera are cut off. Not thread-safe.
 */
final class ConvexShape {
  private static final int MAX_CORNERS = 32;

  private final double[] x = new double[MAX_CORNERS];
  private final double[] y = new double[MAX_CORNERS];
  private final double[] depth = new double[MAX_CORNERS];
  private final double[] columns = new double[MAX_CORNERS + 2];
  private final double[] rows = new double[MAX_CORNERS + 2];
  private final PaintContext context;
  private int corners;

  ConvexShape(PaintContext context) {
    this.context = context;
  }

  /** Starts a new shape. */
  ConvexShape begin() {
    corners = 0;
    return this;
  }

  ConvexShape corner(double atX, double atY, double atZ) {
    x[corners] = atX;
    y[corners] = atY;
    depth[corners++] = context.camera().depth(atZ);
    return this;
  }

  /** Paints it with a color gradient from its top in the picture to its bottom. */
  void fill(StreetClass shows, int top, int bottom) {
    int count = project();
    if (count >= 3) {
      context.canvas().fill(columns, rows, count, shows, top, bottom);
    }
  }

  /** Darkens the pixels that it covers. */
  void darken(int weight) {
    int count = project();
    if (count >= 3) {
      context.canvas().darken(columns, rows, count, weight);
    }
  }

  private int project() {
    int count = 0;
    for (int i = 0; i < corners; i++) {
      int next = i + 1 == corners ? 0 : i + 1;
      boolean seen = depth[i] > Viewpoint.NEAR;
      if (seen) {
        count = put(count, x[i], y[i], depth[i]);
      }
      if (seen != depth[next] > Viewpoint.NEAR) {
        double t = (Viewpoint.NEAR - depth[i]) / (depth[next] - depth[i]);
        count =
            put(count, x[i] + t * (x[next] - x[i]), y[i] + t * (y[next] - y[i]), Viewpoint.NEAR);
      }
    }
    return count;
  }

  private int put(int count, double atX, double atY, double at) {
    columns[count] = context.camera().column(atX, at);
    rows[count] = context.camera().row(atY, at);
    return count + 1;
  }
}
