package dev.weir.street.scene;

import dev.weir.street.texture.FacadeTextures;
import dev.weir.street.texture.PlainTextures;
import dev.weir.street.texture.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/** All fixed objects: a block depends only on the seed and its number. Immutable. */
public final class StreetPlan {
  private static final int PLOTS = 7;
  private static final List<Plot.Border> BORDERS =
      List.of(Plot.Border.BOARDS, Plot.Border.RAILINGS, Plot.Border.BRICKS, Plot.Border.HEDGE);

  private final long seed;

  public StreetPlan(long seed) {
    this.seed = seed;
  }

  /** The plots on one side of a block, in driving order. */
  public List<Plot> plots(long block, int side) {
    SeededRandom random = SeededRandom.of(seed, side < 0 ? 10 : 11, block);
    double start = block * StreetProfile.BLOCK + StreetProfile.SIDE_STREET;
    double each = (StreetProfile.BLOCK - StreetProfile.SIDE_STREET) / PLOTS;
    boolean homes = random.chance(0.4);
    List<Plot> plots = new ArrayList<>(PLOTS);
    for (int i = 0; i < PLOTS; i++) {
      double end =
          i + 1 == PLOTS ? (block + 1) * StreetProfile.BLOCK : boundary(block, i, each, random);
      plots.add(plot(side, start, end, homes, random));
      start = end;
    }
    return plots;
  }

  private static double boundary(long block, int index, double each, SeededRandom random) {
    double even = block * StreetProfile.BLOCK + StreetProfile.SIDE_STREET + (index + 1) * each;
    return even + random.between(-0.28, 0.28) * each;
  }

  private static Plot plot(int side, double start, double end, boolean homes, SeededRandom random) {
    boolean house = !random.chance(0.13);
    boolean back = !house || random.chance(homes ? 0.8 : 0.15);
    int floors = homes ? 1 + random.below(2) : 1 + random.below(4);
    double front = StreetProfile.buildingLine(side) + (back ? side * random.between(2.5, 5) : 0);
    boolean pitched = random.chance(homes ? 0.9 : 0.4);
    Plot.Border border = back ? BORDERS.get(random.below(BORDERS.size())) : Plot.Border.NONE;
    return new Plot(
        side,
        start,
        end,
        house,
        front,
        Plot.GROUND_FLOOR + floors * Plot.FLOOR + (pitched ? 0 : 0.5),
        pitched ? random.between(2, 3.4) : 0,
        random.below(FacadeTextures.STYLES),
        !homes && !back && random.chance(0.65),
        border,
        random.next());
  }

  /** All fixed objects in a block, in no particular order. */
  public void furnish(long block, List<SceneItem> into) {
    double start = block * StreetProfile.BLOCK;
    for (int side = -1; side <= 1; side += 2) {
      SeededRandom random = SeededRandom.of(seed, side < 0 ? 20 : 21, block);
      lamps(start, side, into);
      trees(start, side, random, into);
      parked(start, side, random, into);
      gardens(block, side, into);
      signs(start, side, random, into);
      bollards(start, side, random, into);
    }
    patches(start, SeededRandom.of(seed, 22, block), into);
  }

  private static void bollards(double start, int side, SeededRandom random, List<SceneItem> into) {
    double x = StreetProfile.kerb(side) + side * 0.3;
    for (int i = 0; i < 3 && random.chance(0.7); i++) {
      into.add(new SceneItem.Bollard(x, start + StreetProfile.SIDE_STREET + 0.7 + 2.2 * i));
    }
  }

  private static void patches(double start, SeededRandom random, List<SceneItem> into) {
    for (int i = 0; i < 7; i++) {
      double x = random.between(StreetProfile.ROAD_LEFT + 1, StreetProfile.ROAD_RIGHT - 1);
      double z = start + random.between(0, StreetProfile.BLOCK);
      if (random.chance(0.5)) {
        into.add(new SceneItem.Patch(x, z, 0.32, 0.32, true, 150));
      } else {
        double along = random.between(0.8, 4);
        into.add(new SceneItem.Patch(x, z, random.between(0.4, 1), along, false, 215));
      }
    }
  }

  private static void lamps(double start, int side, List<SceneItem> into) {
    double x = StreetProfile.kerb(side) + side * 0.45;
    for (double at = side < 0 ? 14 : 31; at < StreetProfile.BLOCK - 2; at += 34) {
      into.add(new SceneItem.Lamp(x, start + at, side));
    }
  }

  private static void trees(double start, int side, SeededRandom random, List<SceneItem> into) {
    double x = StreetProfile.kerb(side) + side * 0.8;
    boolean avenue = random.chance(0.65);
    int kind = random.below(PlainTextures.CROWNS);
    for (double at = 19; at < StreetProfile.BLOCK - 6; at += 13) {
      double z = start + at + random.between(-2, 2);
      double height = random.between(5.2, 8.2);
      int crown = random.chance(0.7) ? kind : random.below(PlainTextures.CROWNS);
      if (avenue && random.chance(0.72)) {
        into.add(new SceneItem.Tree(x, z, 0, height, crown));
      }
    }
  }

  private static void parked(double start, int side, SeededRandom random, List<SceneItem> into) {
    double x = side < 0 ? -3.2 : 6.35;
    for (double at = 17; at < StreetProfile.BLOCK - 10; at += 6.4) {
      Vehicle make = Vehicle.any(random);
      double z = start + at + random.between(-0.4, 0.4);
      boolean turned = side > 0 || random.chance(0.12);
      if (random.chance(0.55)) {
        into.add(new SceneItem.Car(x + random.between(-0.12, 0.12), z, make, turned, false));
      }
    }
  }

  private void gardens(long block, int side, List<SceneItem> into) {
    for (Plot plot : plots(block, side)) {
      SeededRandom random = SeededRandom.of(seed, plot.seed(), 0);
      double line = StreetProfile.buildingLine(side);
      int count = plot.house() ? (plot.border() == Plot.Border.NONE ? 0 : random.below(2)) : 3;
      for (int i = 0; i < count; i++) {
        double x = line + side * random.between(1.6, plot.house() ? 2.2 : 9);
        double z = plot.start() + (i + 0.5 + random.between(-0.2, 0.2)) / count * length(plot);
        double height = plot.house() ? random.between(3.4, 5.2) : random.between(6, 11);
        int kind = random.below(PlainTextures.CROWNS);
        into.add(new SceneItem.Tree(x, z, plot.border().height, height, kind));
      }
    }
  }

  private static double length(Plot plot) {
    return plot.end() - plot.start();
  }

  private static void signs(double start, int side, SeededRandom random, List<SceneItem> into) {
    double x = StreetProfile.kerb(side) + side * 0.5;
    if (random.chance(0.45)) {
      into.add(new SceneItem.Signal(x, start - 2.5, side));
    } else {
      into.add(new SceneItem.Sign(x, start - 3, 0, random.chance(0.5)));
    }
    into.add(new SceneItem.Sign(x, start + random.between(22, 44), 1 + random.below(4), side < 0));
    into.add(new SceneItem.Sign(x, start + random.between(58, 88), 1 + random.below(4), side < 0));
  }
}
