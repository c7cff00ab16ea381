package dev.weir.street.scene;

/** Cross-section of the street, in meters; the left pavement is on the negative side. */
public final class StreetProfile {
  public static final double ROAD_LEFT = -4.3;
  public static final double ROAD_RIGHT = 7.4;
  public static final double KERB = 0.13;
  public static final double CENTRE_LINE = 1.7;

  /** Edges of the parking lanes toward the traffic. */
  public static final double PARKING_LEFT = -2.15;

  public static final double PARKING_RIGHT = 5.3;

  public static final double ONCOMING_LANE = 3.45;
  static final double CYCLE_LANE = -1.55;

  /** Where gardens end and the pavement starts; most houses are here. */
  static final double BUILDING_LINE_LEFT = -7.6;

  static final double BUILDING_LINE_RIGHT = 10.6;

  /** A block is a stretch of street from one side street to the next. */
  public static final double BLOCK = 102;

  /** Width of the side street at the start of each block. */
  public static final double SIDE_STREET = 8.5;

  private StreetProfile() {}

  public static long blockAt(double z) {
    return (long) Math.floor(z / BLOCK);
  }

  public static boolean inSideStreet(double z) {
    return z - blockAt(z) * BLOCK < SIDE_STREET;
  }

  public static double kerb(int side) {
    return side < 0 ? ROAD_LEFT : ROAD_RIGHT;
  }

  public static double buildingLine(int side) {
    return side < 0 ? BUILDING_LINE_LEFT : BUILDING_LINE_RIGHT;
  }
}
