package dev.weir.street.scene;

import dev.weir.street.texture.SeededRandom;

/**
 * Shape and paint of a car, seen from the side, from its tail at 0 to its nose at {@code length}.
 * Immutable.
 *
 * @param length in meters
 * @param width in meters
 * @param waist meters from the ground up to the windows
 * @param roof meters from the ground up to the roof
 * @param tailGlass meters from the tail to the start of the rear window at the waist
 * @param tailRoof meters from the tail to the start of the roof
 * @param noseRoof meters from the tail to the end of the roof
 * @param noseGlass meters from the tail to the end of the windshield at the waist
 * @param paint 0xRRGGBB
 * @param panelled whether it has no windows behind its doors, as a panel van
 */
public record Vehicle(
    double length,
    double width,
    double waist,
    double roof,
    double tailGlass,
    double tailRoof,
    double noseRoof,
    double noseGlass,
    int paint,
    boolean panelled) {
  private static final int[] PAINTS = {
    0xB8BCC0, 0x2A2C30, 0xE4E5E2, 0x6E7276, 0x9C2622, 0x2C4A7C, 0x43474C, 0x7B8C99, 0x1F3A34,
    0xC8C2B2, 0x5A1C22, 0x86A0B4
  };

  static Vehicle any(SeededRandom random) {
    int paint = PAINTS[random.below(PAINTS.length)];
    double grow = random.between(0.96, 1.05);
    return switch (random.below(8)) {
      case 0, 1, 2 -> hatchback(grow, paint);
      case 3, 4 -> saloon(grow, paint);
      case 5, 6 -> estate(grow, paint);
      default -> van(grow, random.chance(0.6) ? 0xE4E5E2 : paint);
    };
  }

  private static Vehicle hatchback(double s, int paint) {
    return new Vehicle(3.9 * s, 1.72, 0.94, 1.47 * s, 0.12, 0.62, 2.35 * s, 3.0 * s, paint, false);
  }

  private static Vehicle saloon(double s, int paint) {
    return new Vehicle(4.5 * s, 1.78, 0.92, 1.43 * s, 0.75, 1.4, 2.75 * s, 3.4 * s, paint, false);
  }

  private static Vehicle estate(double s, int paint) {
    return new Vehicle(4.6 * s, 1.84, 1.02, 1.66 * s, 0.08, 0.45, 2.85 * s, 3.5 * s, paint, false);
  }

  private static Vehicle van(double s, int paint) {
    return new Vehicle(5.0 * s, 1.98, 1.15, 2.15 * s, 0.02, 0.08, 3.7 * s, 4.35 * s, paint, true);
  }
}
