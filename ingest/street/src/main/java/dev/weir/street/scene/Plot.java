package dev.weir.street.scene;

/**
 * A house, or a gap between houses, along the street. Immutable.
 *
 * @param side -1 on the left, +1 on the right
 * @param start z of its start
 * @param end z of its end
 * @param house whether there is a house
 * @param front x of the house's front
 * @param eaves height of the front in meters
 * @param roof meters from the eaves up to the ridge, 0 for a flat roof
 * @param style of the walls
 * @param shops whether there are shops on the ground floor
 * @param border its boundary to the pavement
 * @param seed for its details
 */
public record Plot(
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
  public static final double GROUND_FLOOR = 3.5;
  public static final double FLOOR = 3.0;

  /** Meters from the front to the ridge. */
  public static final double RIDGE = 4.5;

  /** What separates a plot from the pavement. */
  public enum Border {
    NONE(0),
    BOARDS(1.7),
    RAILINGS(1.35),
    BRICKS(1.2),
    HEDGE(1.6);

    public final double height;

    Border(double height) {
      this.height = height;
    }
  }
}
