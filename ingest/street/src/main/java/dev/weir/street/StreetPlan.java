package dev.weir.street;

/**
 * What stands along the street, without an end: lot after lot on both sides, drawn from the seed
 * and the lot's number alone.
 */
final class StreetPlan {
  /** From the middle to the kerb, metres. */
  static final double ROAD = 4.3;

  /** From the middle to the houses, metres. */
  static final double HOUSES = 7.6;

  /** Length of a lot along the street, metres. */
  static final double LOT = 11;

  private static final int CROSSING_EVERY = 9;
  private static final int[] FACADES = {
    0xA9654A, 0x9C5A45, 0xB98A6A, 0xC9B79C, 0xD6CDBE, 0x8C7B6E, 0xB5A48F, 0x9E8F86, 0xC4A27F
  };

  private final long seed;

  StreetPlan(long seed) {
    this.seed = seed;
  }

  /** What a lot holds. */
  enum Use {
    HOUSE,
    GARDEN,
    SIDE_STREET
  }

  /**
   * A lot.
   *
   * @param height of the house, metres
   * @param storey height of a storey, metres
   * @param bay width of a window's bay, metres
   * @param colour of the walls
   * @param seed for its details
   */
  record Lot(Use use, double height, double storey, double bay, int colour, long seed) {}

  /** The lot at a place along the street. */
  Lot lot(int side, double along) {
    return lot(side, (long) Math.floor(along / LOT));
  }

  /** The lot of a number. */
  Lot lot(int side, long number) {
    long own = Hash.mix(seed, number, side + 11);
    if (Math.floorMod(number + 4, CROSSING_EVERY) == 0) {
      return new Lot(Use.SIDE_STREET, 0, 3, 3, 0, own);
    }
    Use use = Hash.unit(own, 1, 0) < 0.16 ? Use.GARDEN : Use.HOUSE;
    double storey = Hash.between(2.8, 3.4, own, 2, 0);
    int storeys = 2 + Hash.below(3, own, 3, 0);
    return new Lot(
        use,
        storey * storeys + 0.6,
        storey,
        Hash.between(2.1, 3.1, own, 4, 0),
        FACADES[Hash.below(FACADES.length, own, 5, 0)],
        own);
  }

  /** Whether a side street meets the road here. */
  boolean sideStreet(double along) {
    return Math.floorMod((long) Math.floor(along / LOT) + 4, CROSSING_EVERY) == 0;
  }

  /** Whether a zebra crosses the road here: behind each side street. */
  boolean zebra(double along) {
    double into = along - Math.floor(along / LOT) * LOT;
    return sideStreet(along - LOT) && into > 1.5 && into < 4.5;
  }

  long seed() {
    return seed;
  }
}
