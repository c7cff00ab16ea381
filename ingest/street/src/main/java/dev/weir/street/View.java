package dev.weir.street;

/**
 * Where the camera is and how it sees: a pinhole that looks straight down the street. Metres; x to
 * the right from the middle of the road, y up from the road, z forward from the camera.
 *
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param focal length, pixels
 * @param horizon the row of infinity
 * @param x of the camera
 * @param up of the camera: its height over the road
 * @param travelled along the street since the start of the drive
 */
record View(
    int width, int height, double focal, double horizon, double x, double up, double travelled) {
  private static final double SPEED = 8.5; // 30 km/h
  private static final double OWN_LANE = -1.5; // traffic keeps left, as in CamVid
  private static final double CAMERA_HEIGHT = 1.45;

  /** The camera of a drive at a moment; it sways and nods a little, as a car does. */
  static View at(double seconds, int width, int height) {
    double sway = 0.18 * Math.sin(seconds * 0.31) + 0.05 * Math.sin(seconds * 1.7);
    double nod =
        0.004 * height * Math.sin(seconds * 2.3) + 0.002 * height * Math.sin(seconds * 7.1);
    double focal = 0.85 * Math.max(width, height * 1.2);
    return new View(
        width,
        height,
        focal,
        0.44 * height + nod,
        OWN_LANE + sway,
        CAMERA_HEIGHT,
        travelled(seconds));
  }

  /** How far the camera has come: it speeds up and slows down, but never stops. */
  static double travelled(double seconds) {
    return SPEED * seconds + 6 * Math.sin(seconds * 0.2);
  }

  /** The column of a place. */
  double column(double worldX, double z) {
    return width * 0.5 + (worldX - x) * focal / z;
  }

  /** The row of a place. */
  double row(double worldY, double z) {
    return horizon + (up - worldY) * focal / z;
  }

  /** Pixels of a metre at a distance. */
  double scale(double z) {
    return focal / z;
  }
}
