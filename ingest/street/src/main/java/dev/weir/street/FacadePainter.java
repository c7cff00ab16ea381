package dev.weir.street;

/**
 * Both sides of the street, column by column: houses with windows and doors, gardens with a fence
 * and a hedge behind it, and what is seen down a side street.
 */
final class FacadePainter {
  private static final double FAR = 170;
  private static final double SECOND_ROW = 34;
  private static final double FENCE = 1.5;
  private static final int[] DOORS = {0x5A2A24, 0x25402F, 0x24344F, 0x3A3531};
  private static final int HEDGE = 0x4E6B33;
  private static final int WOOD = 0x7A6A55;
  private static final int ROOF = 0x5B5350;

  private final StreetPlan plan;
  private final Light light;
  private final Noise noise;

  FacadePainter(StreetPlan plan, Light light, Noise noise) {
    this.plan = plan;
    this.light = light;
    this.noise = noise;
  }

  void paint(Canvas canvas, View view) {
    for (int column = 0; column < canvas.width; column++) {
      double slope = (column + 0.5 - canvas.width * 0.5) / view.focal();
      int side = slope < 0 ? -1 : 1;
      double z = distance(view, slope, side, StreetPlan.HOUSES);
      double along = view.travelled() + z;
      StreetPlan.Lot lot = plan.lot(side, along);
      switch (lot.use()) {
        case HOUSE -> paintHouse(canvas, view, column, side, z, lot, along);
        case GARDEN -> paintGarden(canvas, view, column, side, z, lot, along);
        case SIDE_STREET -> {
          double beyond = distance(view, slope, side, SECOND_ROW);
          StreetPlan.Lot other = plan.lot(side * 3, view.travelled() + beyond);
          StreetPlan.Lot house =
              new StreetPlan.Lot(
                  StreetPlan.Use.HOUSE,
                  Math.max(other.height(), 7),
                  other.storey(),
                  other.bay(),
                  other.colour() == 0 ? 0xA9654A : other.colour(),
                  other.seed());
          paintHouse(canvas, view, column, side, beyond, house, view.travelled() + beyond);
        }
      }
    }
  }

  private static double distance(View view, double slope, int side, double wall) {
    double z = (side * wall - view.x()) / slope;
    return z <= 0 || z > FAR ? FAR : z;
  }

  private void paintHouse(
      Canvas canvas, View view, int column, int side, double z, StreetPlan.Lot lot, double along) {
    double lit = light.face(-side);
    double metre = view.scale(z);
    boolean detailed = metre > 3;
    double in = along - Math.floor(along / StreetPlan.LOT) * StreetPlan.LOT;
    double roof = lot.height() + 1.1;
    int bay = (int) (along / lot.bay());
    double inBay = along / lot.bay() - bay;
    boolean between = in < 0.25; // the joint between two houses
    int wall = light.through(Colour.shade(lot.colour(), between ? lit * 0.75 : lit), z);
    int tiles = light.through(Colour.shade(ROOF, lit), z);
    int frame = light.through(Colour.shade(0xE6E2DA, lit), z);
    int door = light.through(Colour.shade(DOORS[Hash.below(4, lot.seed(), 9, 0)], lit), z);
    boolean windowColumn = inBay > 0.24 && inBay < 0.76 && !between;
    boolean glassColumn = inBay > 0.29 && inBay < 0.71;
    boolean doorColumn = Math.floorMod(bay, 3) == 0 && inBay > 0.3 && inBay < 0.68;
    int u = (int) (along * 14);

    int top = canvas.clipY(view.row(roof, z));
    int bottom = canvas.clipY(view.row(0, z));
    double step = 1 / metre;
    double h = view.up() + (view.horizon() - top - 0.5) * step;
    for (int y = top; y < bottom; y++, h -= step) {
      int colour = wall;
      if (h > lot.height()) {
        colour = tiles;
      } else {
        int storey = (int) (h / lot.storey());
        double inStorey = h / lot.storey() - storey;
        if (storey == 0 && doorColumn && inStorey < 0.72) {
          colour = door;
        } else if (windowColumn && inStorey > 0.3 && inStorey < 0.82) {
          boolean glass = glassColumn && inStorey > 0.34 && inStorey < 0.78;
          colour = glass ? glass(lot, bay, storey, z) : frame;
        } else if (inStorey < 0.05 && storey > 0) {
          colour = frame; // string course
        }
        if (detailed && colour == wall) {
          colour = Colour.shade(wall, 0.9 + noise.at(u, (int) (h * 14) + 64) / 1280.0);
        }
      }
      canvas.put(y * canvas.width + column, colour, StreetClass.BUILDING);
    }
  }

  private int glass(StreetPlan.Lot lot, int bay, int storey, double z) {
    double bright = Hash.between(0.35, 1.0, lot.seed(), bay, storey);
    return light.through(Colour.shade(0x5F7080, bright), z);
  }

  private void paintGarden(
      Canvas canvas, View view, int column, int side, double z, StreetPlan.Lot lot, double along) {
    double lit = light.face(-side);
    double metre = view.scale(z);
    double hedge = 3.2 + noise.at((int) (along * 10), (int) lot.seed() & 255) / 85.0;
    double step = 1 / metre;
    int top = canvas.clipY(view.row(hedge, z));
    int bottom = canvas.clipY(view.row(0, z));
    double h = view.up() + (view.horizon() - top - 0.5) * step;
    int u = (int) (along * 22);
    boolean post = along * 4 - Math.floor(along * 4) < 0.14 && metre > 6;
    int plank = light.through(Colour.shade(WOOD, post ? lit * 0.6 : lit), z);
    for (int y = top; y < bottom; y++, h -= step) {
      int i = y * canvas.width + column;
      if (h > FENCE) {
        double leaf = 0.55 + noise.at(u, (int) (h * 22)) / 300.0;
        canvas.put(i, light.through(Colour.shade(HEDGE, lit * leaf), z), StreetClass.TREE);
      } else {
        boolean rail = Math.abs(h - 1.2) < 0.06 || Math.abs(h - 0.4) < 0.06;
        canvas.put(i, rail ? Colour.shade(plank, 0.75) : plank, StreetClass.FENCE);
      }
    }
  }
}
