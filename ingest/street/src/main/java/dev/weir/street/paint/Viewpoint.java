package dev.weir.street.paint;

/**
 * Position and projection of the camera at one second. Columns and rows count from the top left
 * corner of the picture; the center of the first pixel is at 0.5. Immutable.
 *
 * @param x meters to the right of the center of the lane
 * @param y meters above the road
 * @param z meters driven
 * @param focal pixels per meter at a distance of one meter
 * @param centre column of the vanishing point
 * @param horizon row of the vanishing point
 */
public record Viewpoint(double x, double y, double z, double focal, double centre, double horizon) {
  /** Nothing nearer than this is drawn. */
  static final double NEAR = 0.35;

  /** Nothing farther than this is drawn, except the woods at the end of the street. */
  public static final double FAR = 380;

  private static final double SPEED = 8.2;

  public static Viewpoint at(long seed, double seconds, int width, int height) {
    double phase = (seed & 1023) * 0.37;
    double focal = Math.max(1.08 * height, 0.72 * width);
    double yaw = 0.012 * Math.sin(0.31 * seconds + phase) + 0.004 * Math.sin(1.7 * seconds);
    double pitch = 0.0022 * Math.sin(5.3 * seconds + phase) + 0.0016 * Math.sin(8.9 * seconds);
    return new Viewpoint(
        0.18 * Math.sin(0.23 * seconds + phase),
        1.45 + 0.008 * Math.sin(5.1 * seconds),
        SPEED * seconds + 6 * Math.sin(0.19 * seconds + phase),
        focal,
        width * 0.49 + focal * yaw,
        height * 0.46 + focal * pitch);
  }

  /** Pixels per meter at a depth. */
  double scale(double depth) {
    return focal / depth;
  }

  double column(double atX, double depth) {
    return centre + focal * (atX - x) / depth;
  }

  double row(double atY, double depth) {
    return horizon - focal * (atY - y) / depth;
  }

  public double depth(double atZ) {
    return atZ - z;
  }
}
