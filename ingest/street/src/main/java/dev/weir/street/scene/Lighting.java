package dev.weir.street.scene;

import dev.weir.street.texture.Rgb;
import dev.weir.street.texture.SeededRandom;

/**
 * Sun, sky and haze of one street, determined by its seed. Immutable.
 *
 * @param sunSide side of the sun: -1 over the left houses, +1 over the right
 * @param reach length of a shadow across the street, per meter of an object's height
 * @param shade remaining light in a shadow, 0 to 256
 * @param clearness meters over which haze removes 63 % of a color
 * @param zenith color of the sky overhead
 * @param haze color of the sky above the roofs, and of everything far away
 * @param clouds how much of the sky is covered, 0 to 1
 */
public record Lighting(
    int sunSide, double reach, int shade, double clearness, int zenith, int haze, double clouds) {
  public static final int FULL = 256;

  public static Lighting of(long seed) {
    SeededRandom random = SeededRandom.of(seed, 1, 0);
    int sunSide = random.chance(0.5) ? -1 : 1;
    double reach = random.between(0.35, 0.9);
    double clearness = random.between(170, 330);
    if (random.chance(0.3)) {
      return new Lighting(sunSide, reach, 214, clearness * 0.8, 0xA9B4BF, 0xD3D7DA, 0.85);
    }
    int zenith = Rgb.mix(0x4F83C4, 0x86AEDC, random.below(256));
    int haze = Rgb.mix(0xCBD7E0, 0xDDDCD4, random.below(256));
    return new Lighting(sunSide, reach, 116, clearness, zenith, haze, random.between(0.25, 0.55));
  }

  /** How much of a color haze removes over a number of meters, 0 to 256. */
  public int veil(double depth) {
    return (int) (256 * (1 - Math.exp(-depth / clearness)));
  }

  /** Light on a wall along one side of the street; the two sides face each other. */
  public int onWall(int side) {
    return side == sunSide ? (shade + 256 * 2) / 3 - 56 : FULL;
  }

  /** Light on surfaces that face the camera. */
  public int onFront() {
    return Math.min(FULL, (FULL + shade) / 2 + 24);
  }
}
