package dev.weir.street.paint;

import dev.weir.street.scene.Plot;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.texture.Noise;
import dev.weir.street.texture.PlainTextures;
import dev.weir.street.texture.Rgb;
import dev.weir.street.texture.Texture;

/**
 * Paints upright walls by columns, nearest first. In each column, a wall gets the pixels above all
 * nearer walls, so no pixel is painted twice.
 */
public final class WallPainter {
  private final int[] skyline;
  private final double[] houseDepth;
  private final int[] houseTop;
  private final PaintContext context;

  /**
   * @param skyline per column, the first row that is already painted; initially none
   * @param nearest receives the nearest house of each column
   */
  public WallPainter(PaintContext context, int[] skyline, NearestHouses nearest) {
    this.context = context;
    this.skyline = skyline;
    houseDepth = nearest.depth();
    houseTop = nearest.top();
  }

  /** A wall along the street at one x, between two z. */
  void along(double x, double start, double end, Wall wall) {
    Viewpoint camera = context.camera();
    double z0 = Math.max(start, camera.z() + Viewpoint.NEAR);
    double z1 = Math.min(end, camera.z() + Viewpoint.FAR);
    if (z0 >= z1) {
      return;
    }
    double near = camera.column(x, z0 - camera.z());
    double far = camera.column(x, z1 - camera.z());
    int i0 = Math.max(0, Canvas.first(Math.min(near, far)));
    int i1 = Math.min(context.canvas().width(), Canvas.first(Math.max(near, far)));
    for (int i = i0; i < i1; i++) {
      double depth = camera.focal() * (x - camera.x()) / (i + 0.5 - camera.centre());
      double along = Math.max(start, Math.min(end - 1e-6, camera.z() + depth)) - start;
      double perColumn = depth * depth / (camera.focal() * Math.abs(x - camera.x()));
      column(i, depth, along, perColumn, wall);
      roof(i, depth, x, end, along, wall);
    }
  }

  /** A wall across the street at one z, between two x; its top may slope up from the first. */
  void across(double z, double from, double to, Wall wall) {
    Viewpoint camera = context.camera();
    double depth = z - camera.z();
    if (depth < Viewpoint.NEAR || depth > Viewpoint.FAR) {
      return;
    }
    double a = camera.column(from, depth);
    double b = camera.column(to, depth);
    int i0 = Math.max(0, Canvas.first(Math.min(a, b)));
    int i1 = Math.min(context.canvas().width(), Canvas.first(Math.max(a, b)));
    for (int i = i0; i < i1; i++) {
      double x = camera.x() + (i + 0.5 - camera.centre()) * depth / camera.focal();
      double along = Math.abs(x - from);
      column(i, depth, along, depth / camera.focal(), wall);
      double gable = wall.roof() * Math.max(0, 1 - Math.abs(along / Plot.RIDGE - 1));
      int top = Canvas.first(camera.row(wall.height() + gable, depth));
      Texture texture = wall.skin().at(0, 1);
      stack(i, top, Math.min(skyline[i], context.canvas().height()), wall, depth, along, texture);
    }
  }

  /** Tree tops across the end of the street; their height depends only on x. */
  void treeline(double z, double from, double to, Wall wall) {
    Viewpoint camera = context.camera();
    double depth = z - camera.z();
    int i0 = Math.max(0, Canvas.first(camera.column(from, depth)));
    int i1 = Math.min(context.canvas().width(), Canvas.first(camera.column(to, depth)));
    Texture texture = wall.skin().at(0, 0);
    for (int i = i0; i < i1; i++) {
      double x = camera.x() + (i + 0.5 - camera.centre()) * depth / camera.focal();
      int wave = Noise.PATCHES.at((int) Math.floor(5 * x), 90);
      double height = wall.height() * (0.55 + 0.45 * wave / 255);
      int base = Canvas.first(camera.row(wall.base(), depth));
      int bottom = Math.min(context.canvas().height(), Math.min(base, skyline[i]));
      int top = Canvas.first(camera.row(height, depth));
      stack(i, top, bottom, wall, depth, x - from, texture);
    }
  }

  private void column(int i, double depth, double along, double perColumn, Wall wall) {
    Viewpoint camera = context.camera();
    int height = context.canvas().height();
    int base = Canvas.first(camera.row(wall.base(), depth));
    // No ground is visible behind a nearer wall: this wall continues down to it.
    int bottom = Math.min(height, skyline[i] == Integer.MAX_VALUE ? base : skyline[i]);
    if (wall.solid() && depth < houseDepth[i]) {
      houseDepth[i] = depth;
      houseTop[i] = Canvas.first(camera.row(wall.height() + wall.roof() * 0.5, depth));
    }
    double floor = wall.base();
    double next = floor + wall.firstFloor();
    double bay = along / wall.bay();
    int bayIndex = (int) bay;
    double perRow = depth / camera.focal();
    Tint tint = context.tint(wall.light(), depth);
    for (int storey = 0; floor < wall.height() && bottom > 0; storey++) {
      double ceiling = Math.min(next, wall.height());
      int top = Math.max(0, Canvas.first(camera.row(ceiling, depth)));
      if (top < bottom) {
        double tall = next - floor;
        double texels = Texture.SIZE * Math.max(perRow / tall, 0.5 * perColumn / wall.bay());
        Texture texture = wall.skin().at(bayIndex, storey);
        double v = (camera.row(floor, depth) - bottom + 0.5) * perRow / tall;
        strip(
            i, top, bottom, texture, texels, bay - bayIndex, v, perRow / tall, tint, wall.shows());
        bottom = top;
      }
      floor = next;
      next = floor + wall.floor();
    }
    skyline[i] = Math.min(skyline[i], bottom);
  }

  private void stack(
      int i, int top, int bottom, Wall wall, double depth, double along, Texture texture) {
    int from = Math.max(0, top);
    if (from >= bottom) {
      return;
    }
    double perRow = depth / context.camera().focal() / wall.floor();
    double u = along / wall.bay();
    Tint tint = context.tint(wall.light(), depth);
    strip(
        i,
        from,
        bottom,
        texture,
        Texture.SIZE * perRow,
        u - Math.floor(u),
        0,
        perRow,
        tint,
        wall.shows());
    skyline[i] = from;
  }

  /** The slope of a roof above a front, up to the ridge or the house's far end. */
  private void roof(int i, double depth, double x, double end, double along, Wall wall) {
    if (wall.roof() <= 0 || skyline[i] <= 0) {
      return;
    }
    Viewpoint camera = context.camera();
    double offset = Math.abs(x - camera.x());
    double ridge = depth * (offset + Plot.RIDGE) / offset;
    double leave = Math.min(ridge, Math.max(depth, end - camera.z()));
    double share = (leave / depth - 1) * offset / Plot.RIDGE;
    double height = wall.height() + wall.roof() * Math.min(1, share);
    int top = Math.max(0, Canvas.first(camera.row(height, leave)));
    int bottom = Math.min(skyline[i], context.canvas().height());
    if (top >= bottom) {
      return;
    }
    double rows = camera.row(wall.height(), depth) - camera.row(height, leave);
    double perRow = share / Math.max(1, rows);
    double u = along / 3;
    double v = (camera.row(wall.height(), depth) - bottom + 0.5) * perRow;
    Tint tint = context.tint(Math.min(256, wall.light() + 20), depth);
    Texture tiles = PlainTextures.SHARED.roof();
    strip(i, top, bottom, tiles, 128 * perRow, u - Math.floor(u), v, perRow, tint, wall.shows());
    skyline[i] = top;
  }

  private void strip(
      int i,
      int top,
      int bottom,
      Texture texture,
      double texels,
      double u,
      double v,
      double perRow,
      Tint tint,
      StreetClass shows) {
    int[] pixels = context.canvas().pixels();
    int width = context.canvas().width();
    int label = shows.index() << 24;
    if (context.plain()) {
      for (int y = top, at = top * width + i; y < bottom; y++, at += width) {
        pixels[at] = label;
      }
      return;
    }
    int level = Texture.levelFor(texels);
    int size = Texture.SIZE >> level;
    int[] from = texture.level(level);
    int line = ((int) (u * size)) * size;
    int step = (int) (perRow * size * 65536);
    int texel = (int) (v * size * 65536);
    int gain = tint.gain();
    int veil = tint.veil() + label;
    int mask = size - 1;
    for (int at = (bottom - 1) * width + i, end = top * width;
        at >= end;
        at -= width, texel += step) {
      int rgb = from[line + ((texel >> 16) & mask)];
      pixels[at] = Rgb.scale(rgb, gain) + veil;
    }
  }
}
