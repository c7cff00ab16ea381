package dev.weir.street.paint;

import dev.weir.street.scene.Lighting;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.scene.StreetProfile;
import dev.weir.street.texture.Noise;
import dev.weir.street.texture.Rgb;
import java.util.Arrays;

/** Paints road, markings, curbs and pavements, row by row from the horizon down. */
public final class GroundPainter {
  private static final int SHADES = 32;
  private static final int ASPHALT = 0x8A8986;
  private static final int STONE = 0xB4AFA4;
  private static final int KERBSTONE = 0xCAC6BC;
  private static final int PAINT = 0xF2F0EA;
  private static final double DASH = 8;

  private final int[] sunny = new int[SHADES];
  private final int[] shaded = new int[SHADES];

  private final PaintContext context;
  private int row;
  private double depth;
  private double z;
  private double shadowEdge;

  /** First and last column of the road in this row. */
  private double left;

  private double right;

  public GroundPainter(PaintContext context) {
    this.context = context;
  }

  public void paint() {
    Viewpoint camera = context.camera();
    int height = context.canvas().height();
    for (row = Math.max(0, Canvas.first(camera.horizon() + 0.3)); row < height; row++) {
      double drop = row + 0.5 - camera.horizon();
      depth = camera.focal() * camera.y() / drop;
      z = camera.z() + depth;
      shadowEdge = context.plain() ? 0 : context.shadows().edge(z);
      double raised = camera.focal() * (camera.y() - StreetProfile.KERB) / drop;
      paintRow(raised);
    }
  }

  private void paintRow(double raised) {
    Viewpoint camera = context.camera();
    int width = context.canvas().width();
    if (StreetProfile.inSideStreet(z)) {
      left = 0;
      right = width;
      span(0, width, ASPHALT, 26, StreetClass.ROAD, 256);
      tracks();
      giveWay();
      return;
    }
    left = camera.column(StreetProfile.ROAD_LEFT, depth);
    right = camera.column(StreetProfile.ROAD_RIGHT, depth);
    double leftTop = camera.column(StreetProfile.ROAD_LEFT, raised);
    double rightTop = camera.column(StreetProfile.ROAD_RIGHT, raised);
    span(0, leftTop, STONE, 20, StreetClass.PAVEMENT, 256);
    span(rightTop, width, STONE, 20, StreetClass.PAVEMENT, 256);
    if (!context.plain()) {
      joints(raised);
      double edge = 0.16 * camera.scale(raised);
      span(leftTop - edge, leftTop, KERBSTONE, 8, StreetClass.PAVEMENT, 256);
      span(rightTop, rightTop + edge, KERBSTONE, 8, StreetClass.PAVEMENT, 256);
    }
    span(leftTop, left, Rgb.scale(KERBSTONE, 176), 8, StreetClass.PAVEMENT, 256);
    span(right, rightTop, Rgb.scale(KERBSTONE, 176), 8, StreetClass.PAVEMENT, 256);
    span(left, right, ASPHALT, 26, StreetClass.ROAD, 256);
    if (!context.plain()) {
      gutters();
      markings();
    }
  }

  /** Joints between flagstones, as far as they can be distinguished. */
  private void joints(double raised) {
    Viewpoint camera = context.camera();
    double scale = camera.scale(raised);
    int strength = (int) Math.min(256, 5.0 * scale);
    int seam = Rgb.mix(STONE, 0x8A857C, Math.min(200, strength));
    double across = 0.6;
    boolean crossing = covered(camera.z() + raised, across, 0.02) > 90 && scale > 22;
    for (int side = -1; side <= 1; side += 2) {
      double from = StreetProfile.kerb(side) + side * 0.16;
      if (crossing) {
        double a = camera.column(from, raised);
        double b = camera.column(StreetProfile.buildingLine(side) + side * 5, raised);
        span(Math.min(a, b), Math.max(a, b), seam, 10, StreetClass.PAVEMENT, 256);
      }
      for (int joint = 0; joint < 6 && scale > 18; joint++) {
        double x = camera.column(from + side * across * joint, raised);
        span(x, x + Math.max(1, 0.02 * scale), seam, 10, StreetClass.PAVEMENT, 256);
      }
    }
  }

  private void gutters() {
    int grime = Rgb.scale(ASPHALT, 205);
    stripe(StreetProfile.ROAD_LEFT, StreetProfile.ROAD_LEFT + 0.3, grime, 256);
    stripe(StreetProfile.ROAD_RIGHT - 0.3, StreetProfile.ROAD_RIGHT, grime, 256);
    tracks();
  }

  /** Wheels polish two tracks in each lane; oil darkens the strip between them. */
  private void tracks() {
    int worn = Rgb.lift(ASPHALT, 6);
    for (double lane = 0; lane < 4; lane += StreetProfile.ONCOMING_LANE) {
      stripe(lane - 0.95, lane - 0.5, worn, 200);
      stripe(lane + 0.5, lane + 0.95, worn, 200);
    }
    stripe(-0.22, 0.22, Rgb.scale(ASPHALT, 247), 200);
  }

  private void markings() {
    double past = z - StreetProfile.blockAt(z) * StreetProfile.BLOCK;
    double ahead = StreetProfile.BLOCK - past;
    int centre = ahead < 14 || past < 14 ? 256 : covered(z, DASH, 3.2);
    stripe(StreetProfile.CENTRE_LINE - 0.07, StreetProfile.CENTRE_LINE + 0.07, PAINT, centre);
    int bays = covered(z, 6.4, 1.2);
    boolean corner = past < StreetProfile.SIDE_STREET + 5 || ahead < 8;
    if (corner) {
      stripe(StreetProfile.ROAD_LEFT + 0.22, StreetProfile.ROAD_LEFT + 0.31, 0xD8B838, 256);
      stripe(StreetProfile.ROAD_LEFT + 0.42, StreetProfile.ROAD_LEFT + 0.51, 0xD8B838, 256);
      stripe(StreetProfile.ROAD_RIGHT - 0.31, StreetProfile.ROAD_RIGHT - 0.22, 0xD8B838, 256);
      stripe(StreetProfile.ROAD_RIGHT - 0.51, StreetProfile.ROAD_RIGHT - 0.42, 0xD8B838, 256);
    } else {
      stripe(StreetProfile.PARKING_LEFT - 0.05, StreetProfile.PARKING_LEFT + 0.05, PAINT, bays);
      stripe(StreetProfile.PARKING_RIGHT - 0.05, StreetProfile.PARKING_RIGHT + 0.05, PAINT, bays);
    }
    int stop = within(ahead, 2.2, 2.6);
    stripe(StreetProfile.PARKING_LEFT, StreetProfile.CENTRE_LINE - 0.1, PAINT, stop);
    crossing(past);
  }

  private void crossing(double past) {
    int zebra = within(past, StreetProfile.SIDE_STREET + 1.5, StreetProfile.SIDE_STREET + 4.3);
    for (double x = StreetProfile.ROAD_LEFT + 0.6;
        zebra > 0 && x < StreetProfile.ROAD_RIGHT - 0.8;
        x += 1.1) {
      stripe(x, x + 0.55, PAINT, zebra);
    }
  }

  private void giveWay() {
    stripe(StreetProfile.ROAD_LEFT - 0.2, StreetProfile.ROAD_LEFT, PAINT, covered(z, 1.0, 0.6));
    stripe(StreetProfile.ROAD_RIGHT, StreetProfile.ROAD_RIGHT + 0.2, PAINT, covered(z, 1.0, 0.6));
  }

  /** How much of this row is on the first meters of each period, 0 to 256. */
  private int covered(double at, double period, double length) {
    double half = depth * depth / (context.camera().focal() * context.camera().y()) / 2;
    double low = (at - half) / period;
    double high = (at + half) / period;
    double share = length / period;
    double sum = painted(high, share) - painted(low, share);
    return (int) Math.min(256, 256 * sum / (high - low));
  }

  private static double painted(double periods, double share) {
    double whole = Math.floor(periods);
    return whole * share + Math.min(periods - whole, share);
  }

  private int within(double at, double from, double to) {
    double half = depth * depth / (context.camera().focal() * context.camera().y()) / 2;
    double overlap = Math.min(at + half, to) - Math.max(at - half, from);
    return (int) (256 * Math.max(0, overlap / (2 * half)));
  }

  private void stripe(double fromX, double toX, int rgb, int weight) {
    if (weight < 8 || context.plain()) {
      return;
    }
    Viewpoint camera = context.camera();
    double from = camera.column(fromX, depth);
    double to = camera.column(toX, depth);
    double thin = Math.min(1, to - from);
    double middle = (from + to) / 2;
    double half = Math.max(0.5, (to - from) / 2);
    // A distant line is widened to a pixel, but not onto the curb.
    double first = Math.max(left, middle - half);
    double last = Math.min(right, middle + half);
    span(first, last, rgb, 16, StreetClass.ROAD, (int) (weight * thin));
  }

  /** One run of one material; its weight is relative to asphalt. */
  private void span(double from, double to, int rgb, int rough, StreetClass shows, int weight) {
    Canvas canvas = context.canvas();
    int x0 = Math.max(0, Canvas.first(from));
    int x1 = Math.min(canvas.width(), Canvas.first(to));
    if (x0 >= x1) {
      return;
    }
    int label = shows.index() << 24;
    if (context.plain()) {
      Arrays.fill(canvas.pixels(), row * canvas.width() + x0, row * canvas.width() + x1, label);
      return;
    }
    int color = weight >= 256 ? rgb : Rgb.mix(ASPHALT, rgb, weight);
    int edge = Canvas.first(context.camera().column(shadowEdge, depth));
    boolean shadeLeft = context.light().sunSide() < 0;
    if (x1 - x0 < 5) {
      boolean dim = x0 < edge == shadeLeft;
      int flat =
          label | context.tint(dim ? context.light().shade() : Lighting.FULL, depth).of(color);
      Arrays.fill(canvas.pixels(), row * canvas.width() + x0, row * canvas.width() + x1, flat);
      return;
    }
    int split = Math.max(x0, Math.min(x1, edge));
    if (split > x0) {
      shades(color, rough, label, shadeLeft, shadeLeft ? shaded : sunny);
      grains(x0, split, shadeLeft ? shaded : sunny);
    }
    if (x1 > split) {
      shades(color, rough, label, !shadeLeft, shadeLeft ? sunny : shaded);
      grains(split, x1, shadeLeft ? sunny : shaded);
    }
  }

  private void shades(int color, int rough, int label, boolean inShade, int[] into) {
    Tint tint = context.tint(inShade ? context.light().shade() : Lighting.FULL, depth);
    for (int i = 0; i < SHADES; i++) {
      into[i] = label | tint.of(Rgb.lift(color, (i - 16) * rough / 8));
    }
  }

  /** Where a row of noise starts. */
  private static int line(double at) {
    return ((int) ((long) Math.floor(at) & Noise.MASK)) * Noise.SIZE;
  }

  /** Grain nearby, patches far away, where a row is meters deep. */
  private void grains(int x0, int x1, int[] shades) {
    Viewpoint camera = context.camera();
    double perPixel = depth / camera.focal();
    double x = camera.x() + (x0 + 0.5 - camera.centre()) * perPixel;
    double deep = depth * perPixel / camera.y();
    int fine = (int) Math.max(0, Math.min(120, 2.4 / deep));
    int broad = (int) Math.max(16, Math.min(70, 30 / deep));
    double grainStep = 100;
    long u = (long) (x * grainStep * 65536);
    long du = (long) (perPixel * grainStep * 65536);
    int grainLine = line(z * grainStep * 0.8);
    int patchLine = line(z * 9);
    byte[] grain = Noise.GRAIN.levels();
    byte[] patches = Noise.PATCHES.levels();
    int[] pixels = context.canvas().pixels();
    int at = row * context.canvas().width() + x0;
    int end = at + x1 - x0;
    int flat = 16 * 2048 - 128 * (fine + broad);
    for (; at < end; at++, u += du) {
      int texel = (int) (u >> 16);
      int level =
          (grain[grainLine + (texel & Noise.MASK)] & 255) * fine
              + (patches[patchLine + ((texel >> 3) & Noise.MASK)] & 255) * broad;
      pixels[at] = shades[Math.max(0, Math.min(SHADES - 1, (level + flat) >> 11))];
    }
  }
}
