package dev.weir.street;

/** Pixels and their classes, painted far to near. What is painted last is what is seen. */
final class Canvas {
  final int width;
  final int height;
  final int[] rgb;
  final byte[] classes;

  /** On arrays of {@code width * height} values each. */
  Canvas(int width, int height, int[] rgb, byte[] classes) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    this.classes = classes;
  }

  /** A pixel within the canvas. */
  void put(int index, int colour, StreetClass what) {
    rgb[index] = colour;
    classes[index] = what.code();
  }

  /** The first pixel whose centre is at or beyond an edge. */
  static int edge(double at) {
    return (int) Math.ceil(at - 0.5);
  }

  int clipX(double at) {
    return Math.max(0, Math.min(width, edge(at)));
  }

  int clipY(double at) {
    return Math.max(0, Math.min(height, edge(at)));
  }

  /** A rectangle; edges in pixels. */
  void rectangle(double x0, double y0, double x1, double y1, int colour, StreetClass what) {
    int left = clipX(x0);
    int right = clipX(x1);
    int bottom = clipY(y1);
    for (int y = clipY(y0); y < bottom; y++) {
      for (int i = y * width + left; i < y * width + right; i++) {
        put(i, colour, what);
      }
    }
  }

  /** A leg, an arm, a frame: a line with a thickness, steeper than it is wide. */
  void limb(
      double x0, double y0, double x1, double y1, double thickness, int colour, StreetClass what) {
    double from = Math.min(y0, y1);
    double to = Math.max(y0, y1);
    int bottom = clipY(to);
    for (int y = clipY(from); y < bottom; y++) {
      double t = y1 == y0 ? 0 : Math.max(0, Math.min(1, (y + 0.5 - y0) / (y1 - y0)));
      double x = x0 + (x1 - x0) * t;
      int right = clipX(x + thickness / 2);
      for (int i = y * width + clipX(x - thickness / 2); i < y * width + right; i++) {
        put(i, colour, what);
      }
    }
  }

  /** An ellipse. */
  void ellipse(double cx, double cy, double rx, double ry, int colour, StreetClass what) {
    int bottom = clipY(cy + ry);
    for (int y = clipY(cy - ry); y < bottom; y++) {
      double v = (y + 0.5 - cy) / ry;
      double half = rx * Math.sqrt(Math.max(0, 1 - v * v));
      int right = clipX(cx + half);
      for (int i = y * width + clipX(cx - half); i < y * width + right; i++) {
        put(i, colour, what);
      }
    }
  }

  /** Darkens an ellipse; what lies in the shadow stays what it is. */
  void shadow(double cx, double cy, double rx, double ry, double factor) {
    int bottom = clipY(cy + ry);
    for (int y = clipY(cy - ry); y < bottom; y++) {
      double v = (y + 0.5 - cy) / ry;
      double half = rx * Math.sqrt(Math.max(0, 1 - v * v));
      int right = clipX(cx + half);
      for (int i = y * width + clipX(cx - half); i < y * width + right; i++) {
        rgb[i] = Colour.shade(rgb[i], factor);
      }
    }
  }

  /** A wall along the street at {@code x} from {@code z0} to {@code z1}, of two heights. */
  void wall(
      View view,
      double x,
      double z0,
      double z1,
      double low,
      double high,
      int colour,
      StreetClass what) {
    double a = view.column(x, z0);
    double b = view.column(x, z1);
    int right = clipX(Math.max(a, b));
    for (int column = clipX(Math.min(a, b)); column < right; column++) {
      double z = (x - view.x()) * view.focal() / (column + 0.5 - width * 0.5);
      if (z < z0 || z > z1) {
        z = Math.max(z0, Math.min(z1, z));
      }
      int bottom = clipY(view.row(low, z));
      for (int y = clipY(view.row(high, z)); y < bottom; y++) {
        put(y * width + column, colour, what);
      }
    }
  }
}
