package dev.weir.street;

import java.util.ArrayList;
import java.util.List;

/** All fixed objects: a block depends only on the seed and its number. Immutable. */
final class StreetPlan {
  private static final int PLOTS = 7;
  private static final List<Plot.Border> BORDERS =
      List.of(Plot.Border.BOARDS, Plot.Border.RAILINGS, Plot.Border.BRICKS, Plot.Border.HEDGE);

  private final long seed;

  StreetPlan(long seed) {
    this.seed = seed;
  }

  /** The plots on one side of a block, in driving order. */
  List<Plot> plots(long block, int side) {
    Dice dice = Dice.of(seed, side < 0 ? 10 : 11, block);
    double start = block * Profile.BLOCK + Profile.SIDE_STREET;
    double each = (Profile.BLOCK - Profile.SIDE_STREET) / PLOTS;
    boolean homes = dice.chance(0.4);
    List<Plot> plots = new ArrayList<>(PLOTS);
    for (int i = 0; i < PLOTS; i++) {
      double end = i + 1 == PLOTS ? (block + 1) * Profile.BLOCK : boundary(block, i, each, dice);
      plots.add(plot(side, start, end, homes, dice));
      start = end;
    }
    return plots;
  }

  private static double boundary(long block, int index, double each, Dice dice) {
    double even = block * Profile.BLOCK + Profile.SIDE_STREET + (index + 1) * each;
    return even + dice.between(-0.28, 0.28) * each;
  }

  private static Plot plot(int side, double start, double end, boolean homes, Dice dice) {
    boolean house = !dice.chance(0.13);
    boolean back = !house || dice.chance(homes ? 0.8 : 0.15);
    int floors = homes ? 1 + dice.below(2) : 1 + dice.below(4);
    double front = Profile.buildingLine(side) + (back ? side * dice.between(2.5, 5) : 0);
    boolean pitched = dice.chance(homes ? 0.9 : 0.4);
    Plot.Border border = back ? BORDERS.get(dice.below(BORDERS.size())) : Plot.Border.NONE;
    return new Plot(
        side,
        start,
        end,
        house,
        front,
        Plot.GROUND_FLOOR + floors * Plot.FLOOR + (pitched ? 0 : 0.5),
        pitched ? dice.between(2, 3.4) : 0,
        dice.below(FacadeTextures.STYLES),
        !homes && !back && dice.chance(0.65),
        border,
        dice.next());
  }

  /** All fixed objects in a block, in no particular order. */
  void furnish(long block, List<Item> into) {
    double start = block * Profile.BLOCK;
    for (int side = -1; side <= 1; side += 2) {
      Dice dice = Dice.of(seed, side < 0 ? 20 : 21, block);
      lamps(start, side, into);
      trees(start, side, dice, into);
      parked(start, side, dice, into);
      gardens(block, side, into);
      signs(start, side, dice, into);
      bollards(start, side, dice, into);
    }
    patches(start, Dice.of(seed, 22, block), into);
  }

  private static void bollards(double start, int side, Dice dice, List<Item> into) {
    double x = Profile.kerb(side) + side * 0.3;
    for (int i = 0; i < 3 && dice.chance(0.7); i++) {
      into.add(new Item.Bollard(x, start + Profile.SIDE_STREET + 0.7 + 2.2 * i));
    }
  }

  private static void patches(double start, Dice dice, List<Item> into) {
    for (int i = 0; i < 7; i++) {
      double x = dice.between(Profile.ROAD_LEFT + 1, Profile.ROAD_RIGHT - 1);
      double z = start + dice.between(0, Profile.BLOCK);
      if (dice.chance(0.5)) {
        into.add(new Item.Patch(x, z, 0.32, 0.32, true, 150));
      } else {
        double along = dice.between(0.8, 4);
        into.add(new Item.Patch(x, z, dice.between(0.4, 1), along, false, 215));
      }
    }
  }

  private static void lamps(double start, int side, List<Item> into) {
    double x = Profile.kerb(side) + side * 0.45;
    for (double at = side < 0 ? 14 : 31; at < Profile.BLOCK - 2; at += 34) {
      into.add(new Item.Lamp(x, start + at, side));
    }
  }

  private static void trees(double start, int side, Dice dice, List<Item> into) {
    double x = Profile.kerb(side) + side * 0.8;
    boolean avenue = dice.chance(0.65);
    int kind = dice.below(PlainTextures.CROWNS);
    for (double at = 19; at < Profile.BLOCK - 6; at += 13) {
      double z = start + at + dice.between(-2, 2);
      double height = dice.between(5.2, 8.2);
      int crown = dice.chance(0.7) ? kind : dice.below(PlainTextures.CROWNS);
      if (avenue && dice.chance(0.72)) {
        into.add(new Item.Tree(x, z, 0, height, crown));
      }
    }
  }

  private static void parked(double start, int side, Dice dice, List<Item> into) {
    double x = side < 0 ? -3.2 : 6.35;
    for (double at = 17; at < Profile.BLOCK - 10; at += 6.4) {
      Vehicle make = Vehicle.any(dice);
      double z = start + at + dice.between(-0.4, 0.4);
      boolean turned = side > 0 || dice.chance(0.12);
      if (dice.chance(0.55)) {
        into.add(new Item.Car(x + dice.between(-0.12, 0.12), z, make, turned, false));
      }
    }
  }

  private void gardens(long block, int side, List<Item> into) {
    for (Plot plot : plots(block, side)) {
      Dice dice = Dice.of(seed, plot.seed(), 0);
      double line = Profile.buildingLine(side);
      int count = plot.house() ? (plot.border() == Plot.Border.NONE ? 0 : dice.below(2)) : 3;
      for (int i = 0; i < count; i++) {
        double x = line + side * dice.between(1.6, plot.house() ? 2.2 : 9);
        double z = plot.start() + (i + 0.5 + dice.between(-0.2, 0.2)) / count * length(plot);
        double height = plot.house() ? dice.between(3.4, 5.2) : dice.between(6, 11);
        int kind = dice.below(PlainTextures.CROWNS);
        into.add(new Item.Tree(x, z, plot.border().height, height, kind));
      }
    }
  }

  private static double length(Plot plot) {
    return plot.end() - plot.start();
  }

  private static void signs(double start, int side, Dice dice, List<Item> into) {
    double x = Profile.kerb(side) + side * 0.5;
    if (dice.chance(0.45)) {
      into.add(new Item.Signal(x, start - 2.5, side));
    } else {
      into.add(new Item.Sign(x, start - 3, 0, dice.chance(0.5)));
    }
    into.add(new Item.Sign(x, start + dice.between(22, 44), 1 + dice.below(4), side < 0));
    into.add(new Item.Sign(x, start + dice.between(58, 88), 1 + dice.below(4), side < 0));
  }
}
