package dev.weir.street;

/**
 * A house, or a gap between houses, beside the street. Immutable.
 *
 * @param side -1 on the left, +1 on the right
 * @param start z where it begins
 * @param end z where it ends
 * @param house whether a house stands there
 * @param front x of the house's front
 * @param eaves height of the front in metres
 * @param roof metres the ridge is above the eaves, 0 for a flat roof
 * @param style of the walls
 * @param shops whether the ground floor is shops
 * @param border what stands along the pavement
 * @param seed for what varies within
 */
record Plot(
    int side,
    double start,
    double end,
    boolean house,
    double front,
    double eaves,
    double roof,
    int style,
    boolean shops,
    Border border,
    long seed) {
  static final double GROUND_FLOOR = 3.5;
  static final double FLOOR = 3.0;

  /** Metres from the front to the ridge. */
  static final double RIDGE = 4.5;

  /** What separates a plot from the pavement. */
  enum Border {
    NONE(0),
    BOARDS(1.7),
    RAILINGS(1.35),
    BRICKS(1.2),
    HEDGE(1.6);

    final double height;

    Border(double height) {
      this.height = height;
    }
  }
}
