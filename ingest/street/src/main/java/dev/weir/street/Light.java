package dev.weir.street;

/**
 * Sun, sky and haze of one street: they follow from its seed. Immutable.
 *
 * @param sunSide where the sun stands: -1 over the left houses, +1 over the right
 * @param reach how far a thing's shadow falls across the street, per metre of its height
 * @param shade what is left of the light in a shadow, 0 to 256
 * @param clearness metres over which haze takes 63 % of a colour
 * @param zenith colour of the sky overhead
 * @param haze colour of the sky above the roofs, and of everything far away
 * @param clouds how much of the sky is covered, 0 to 1
 */
record Light(
    int sunSide, double reach, int shade, double clearness, int zenith, int haze, double clouds) {
  static final int FULL = 256;

  static Light of(long seed) {
    Dice dice = Dice.of(seed, 1, 0);
    int sunSide = dice.chance(0.5) ? -1 : 1;
    double reach = dice.between(0.35, 0.9);
    double clearness = dice.between(170, 330);
    if (dice.chance(0.3)) {
      return new Light(sunSide, reach, 214, clearness * 0.8, 0xA9B4BF, 0xD3D7DA, 0.85);
    }
    int zenith = Rgb.mix(0x4F83C4, 0x86AEDC, dice.below(256));
    int haze = Rgb.mix(0xCBD7E0, 0xDDDCD4, dice.below(256));
    return new Light(sunSide, reach, 116, clearness, zenith, haze, dice.between(0.25, 0.55));
  }

  /** What haze takes of a colour at so many metres, 0 to 256. */
  int veil(double depth) {
    return (int) (256 * (1 - Math.exp(-depth / clearness)));
  }

  /** Light on a wall along the street on one side of it; walls look at each other. */
  int onWall(int side) {
    return side == sunSide ? (shade + 256 * 2) / 3 - 56 : FULL;
  }

  /** Light on what faces the camera. */
  int onFront() {
    return Math.min(FULL, (FULL + shade) / 2 + 24);
  }
}
