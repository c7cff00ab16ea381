package dev.weir.street;

import java.util.List;

/** Creates the walls of both sides: borders, fronts, gables, and woods behind them. */
final class Houses {
  private static final PlainTextures PLAIN = PlainTextures.SHARED;
  private static final FacadeTextures FACADES = FacadeTextures.SHARED;

  private final Shot shot;
  private final WallPainter painter;

  Houses(Shot shot, WallPainter painter) {
    this.shot = shot;
    this.painter = painter;
  }

  /**
   * @param plots of one side, in driving order
   */
  void paint(List<Plot> plots) {
    for (Plot plot : plots) {
      if (plot.end() > shot.camera().z()) {
        double line = Profile.buildingLine(plot.side());
        if (plot.house()) {
          gable(plot);
        }
        if (plot.border() != Plot.Border.NONE) {
          painter.along(line, plot.start(), plot.end(), border(plot));
        }
        if (plot.house()) {
          painter.along(plot.front(), plot.start(), plot.end(), front(plot));
        }
      }
    }
  }

  /** Woods at the sides and at the end of the street, so that gaps do not show the world's edge. */
  void woods() {
    double z = shot.camera().z();
    Wall trees = woods(11, 14);
    painter.along(-38, z, z + Camera.FAR, trees);
    painter.along(42, z, z + Camera.FAR, trees);
    painter.treeline(z + Camera.FAR - 1, -60, 70, woods(17, 16));
  }

  private void gable(Plot plot) {
    Texture blank = FACADES.blank(plot.style());
    int light = shot.light().onFront() - 24;
    Wall wall =
        new Wall(
            StreetClass.BUILDING,
            Profile.KERB,
            plot.eaves(),
            plot.roof(),
            3,
            3,
            3,
            light,
            true,
            (bay, storey) -> blank);
    double back = plot.roof() > 0 ? 2 * Plot.RIDGE : 24;
    painter.across(plot.start(), plot.front(), plot.front() + plot.side() * back, wall);
  }

  private Wall front(Plot plot) {
    double length = plot.end() - plot.start();
    double bay = length / Math.max(1, Math.round(length / 3.1));
    return new Wall(
        StreetClass.BUILDING,
        Profile.KERB,
        plot.eaves(),
        plot.roof(),
        bay,
        Plot.GROUND_FLOOR - Profile.KERB,
        Plot.FLOOR,
        shot.light().onWall(plot.side()),
        true,
        (at, storey) -> bay(plot, at, storey));
  }

  private static Texture bay(Plot plot, int bay, int storey) {
    int draw = (int) (Dice.hash(plot.seed(), bay, storey) >>> 40);
    if (storey == 0) {
      int variant = bay % 3 == 1 ? 1 : (draw & 1) * 2;
      return FACADES.groundFloor(plot.style(), variant, plot.shops());
    }
    return FACADES.upperFloor(plot.style(), draw & 3);
  }

  private Wall border(Plot plot) {
    int light = shot.light().onWall(plot.side());
    return switch (plot.border()) {
      case BOARDS, NONE -> low(StreetClass.FENCE, plot, light, PLAIN.boards());
      case RAILINGS -> low(StreetClass.FENCE, plot, light, PLAIN.railings());
      case BRICKS -> low(StreetClass.FENCE, plot, light, PLAIN.bricks());
      case HEDGE -> low(StreetClass.TREE, plot, light, PLAIN.hedge());
    };
  }

  private static Wall low(StreetClass shows, Plot plot, int light, Texture skin) {
    double height = plot.border().height;
    double tall = height - Profile.KERB;
    return new Wall(
        shows, Profile.KERB, height, 0, 2, tall, tall, light, false, (bay, storey) -> skin);
  }

  private Wall woods(double height, double bay) {
    Texture skin = PLAIN.woods();
    int light = shot.light().onFront() - 10;
    return new Wall(
        StreetClass.TREE, 0, height, 0, bay, height, height, light, false, (at, storey) -> skin);
  }
}
