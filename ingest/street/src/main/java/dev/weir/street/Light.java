package dev.weir.street;

/**
 * Time of day and weather of a drive.
 *
 * @param sunSide -1 when the sun stands on the left, 1 on the right
 * @param brightness of everything, about 1
 * @param shadowReach how far a house's shadow falls across the street, metres
 * @param shadowDepth brightness in the shadow, of 1
 * @param zenith colour of the sky above
 * @param haze colour of the sky at the horizon, and of what is far away
 * @param clouds how much of the sky they cover, 0 to 1
 * @param visibility distance at which haze covers two thirds, metres
 */
record Light(
    int sunSide,
    double brightness,
    double shadowReach,
    double shadowDepth,
    int zenith,
    int haze,
    double clouds,
    double visibility) {
  private static final int[] ZENITHS = {0x5E8FD0, 0x7FA4D6, 0x9DB4CC, 0x8A9BB0};
  private static final int[] HAZES = {0xD4DFEA, 0xDDE3E8, 0xE2E2DE, 0xC9CFD4};

  static Light of(long seed) {
    int sky = Hash.below(ZENITHS.length, seed, 1, 101);
    boolean overcast = sky >= 2;
    return new Light(
        Hash.unit(seed, 2, 101) < 0.5 ? -1 : 1,
        Hash.between(0.85, 1.1, seed, 3, 101),
        overcast ? 0 : Hash.between(3, 9, seed, 4, 101),
        Hash.between(0.5, 0.65, seed, 5, 101),
        ZENITHS[sky],
        HAZES[sky],
        overcast ? 0.75 : Hash.between(0.2, 0.5, seed, 6, 101),
        Hash.between(140, 260, seed, 7, 101));
  }

  /** A colour as it looks from a distance. */
  int through(int rgb, double z) {
    int weight = (int) (256 * (1 - Math.exp(-z / visibility)));
    return Colour.mix(Colour.shade(rgb, brightness), haze, Math.min(230, weight));
  }

  /** Brightness of a face that looks to a side of the street. */
  double face(int side) {
    return side == sunSide ? 1.06 : 0.78;
  }
}
