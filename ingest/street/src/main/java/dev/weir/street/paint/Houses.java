package dev.weir.street.paint;

import dev.weir.street.scene.Plot;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.scene.StreetProfile;
import dev.weir.street.texture.FacadeTextures;
import dev.weir.street.texture.PlainTextures;
import dev.weir.street.texture.SeededRandom;
import dev.weir.street.texture.Texture;
import java.util.List;

/** Creates the walls of both sides: borders, fronts, gables, and woods behind them. */
public final class Houses {
  private static final PlainTextures PLAIN = PlainTextures.SHARED;
  private static final FacadeTextures FACADES = FacadeTextures.SHARED;

  private final PaintContext context;
  private final WallPainter painter;

  public Houses(PaintContext context, WallPainter painter) {
    this.context = context;
    this.painter = painter;
  }

  /**
   * Puts up the walls of one side.
   *
   * @param plots of one side, in driving order
   */
  public void paint(List<Plot> plots) {
    for (Plot plot : plots) {
      if (plot.end() > context.camera().z()) {
        double line = StreetProfile.buildingLine(plot.side());
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
  public void woods() {
    double z = context.camera().z();
    Wall trees = woods(11, 14);
    painter.along(-38, z, z + Viewpoint.FAR, trees);
    painter.along(42, z, z + Viewpoint.FAR, trees);
    painter.treeline(z + Viewpoint.FAR - 1, -60, 70, woods(17, 16));
  }

  private void gable(Plot plot) {
    Texture blank = FACADES.blank(plot.style());
    int light = context.light().onFront() - 24;
    Wall wall =
        new Wall(
            StreetClass.BUILDING,
            StreetProfile.KERB,
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
        StreetProfile.KERB,
        plot.eaves(),
        plot.roof(),
        bay,
        Plot.GROUND_FLOOR - StreetProfile.KERB,
        Plot.FLOOR,
        context.light().onWall(plot.side()),
        true,
        (at, storey) -> bay(plot, at, storey));
  }

  private static Texture bay(Plot plot, int bay, int storey) {
    int draw = (int) (SeededRandom.hash(plot.seed(), bay, storey) >>> 40);
    if (storey == 0) {
      int variant = bay % 3 == 1 ? 1 : (draw & 1) * 2;
      return FACADES.groundFloor(plot.style(), variant, plot.shops());
    }
    return FACADES.upperFloor(plot.style(), draw & 3);
  }

  private Wall border(Plot plot) {
    int light = context.light().onWall(plot.side());
    return switch (plot.border()) {
      case BOARDS, NONE -> low(StreetClass.FENCE, plot, light, PLAIN.boards());
      case RAILINGS -> low(StreetClass.FENCE, plot, light, PLAIN.railings());
      case BRICKS -> low(StreetClass.FENCE, plot, light, PLAIN.bricks());
      case HEDGE -> low(StreetClass.TREE, plot, light, PLAIN.hedge());
    };
  }

  private static Wall low(StreetClass shows, Plot plot, int light, Texture skin) {
    double height = plot.border().height;
    double tall = height - StreetProfile.KERB;
    return new Wall(
        shows, StreetProfile.KERB, height, 0, 2, tall, tall, light, false, (bay, storey) -> skin);
  }

  private Wall woods(double height, double bay) {
    Texture skin = PLAIN.woods();
    int light = context.light().onFront() - 10;
    return new Wall(
        StreetClass.TREE, 0, height, 0, bay, height, height, light, false, (at, storey) -> skin);
  }
}
