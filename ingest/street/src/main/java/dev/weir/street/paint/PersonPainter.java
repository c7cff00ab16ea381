package dev.weir.street.paint;

import dev.weir.street.scene.SceneItem;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.scene.StreetProfile;
import dev.weir.street.texture.Rgb;
import dev.weir.street.texture.SeededRandom;

/** Paints pedestrians and bicyclists, seen from the front or from behind. */
final class PersonPainter {
  private static final int[] SKINS = {0xD8A888, 0xC08A68, 0x8A5C40, 0xE4BC9C, 0x5E3E2C};
  private static final int[] HAIR = {0x2A2018, 0x5A4028, 0x1A1614, 0x8A7048, 0x6A6662};
  private static final int[] TOPS = {
    0x2A3A5C, 0x8A2A2A, 0x3A3A3E, 0xB8B0A0, 0x4A6A4A, 0xC8A838, 0x6A4A6A, 0xD8D8D4, 0x2E5E6E
  };
  private static final int[] TROUSERS = {0x26303E, 0x2A2A2C, 0x5A5448, 0x3E4A5E, 0x7A6E5A};

  private final PaintContext context;
  private final ConvexShape outline;
  private final double[] columns = new double[8];
  private final double[] rows = new double[8];

  private StreetClass shows = StreetClass.PEDESTRIAN;
  private Tint tint = new Tint(256, 0);
  private double middle;
  private double ground;
  private double scale;

  PersonPainter(PaintContext context) {
    this.context = context;
    outline = new ConvexShape(context);
  }

  void paint(SceneItem.Walker walker) {
    double depth = context.camera().depth(walker.z());
    if (depth < Viewpoint.NEAR) {
      return;
    }
    SeededRandom random = SeededRandom.of(walker.seed(), 0, 0);
    double size = random.between(0.9, 1.08);
    begin(StreetClass.PEDESTRIAN, walker, walker.x(), StreetProfile.KERB, size);
    int trousers = random.pick(TROUSERS);
    int top = random.pick(TOPS);
    int skin = random.pick(SKINS);
    double swing = Math.sin(walker.stride());
    boolean coat = random.chance(0.4);
    for (int side = -1; side <= 1; side += 2) {
      double lift = Math.max(0, side * swing) * 0.13;
      limb(
          side * 0.09,
          0.86,
          side * 0.1,
          lift + 0.06,
          0.085,
          Rgb.scale(trousers, side < 0 ? 256 : 220));
      limb(side * 0.1, lift + 0.05, side * 0.13, lift + 0.03, 0.06, 0x1E1A18);
    }
    if (coat) {
      trapezoid(0.23, 0.62, 0.2, 0.95, top);
    }
    arms(swing, 1.38, top, skin);
    trapezoid(0.18, 0.84, 0.23, 1.42, top);
    limb(-0.15, 1.41, 0.15, 1.41, 0.07, top);
    head(1.62, skin, random.pick(HAIR), walker.away());
    if (random.chance(0.3)) {
      trapezoid(0.15, 1.0, 0.14, 1.4, walker.away() ? random.pick(TOPS) : Rgb.scale(top, 210));
    }
    shadeSide(0.26, 0.1, 1.46);
  }

  void paint(SceneItem.Rider rider) {
    double depth = context.camera().depth(rider.z());
    if (depth < Viewpoint.NEAR) {
      return;
    }
    SeededRandom random = SeededRandom.of(rider.seed(), 0, 0);
    begin(StreetClass.BICYCLIST, rider, rider.x(), 0, random.between(0.95, 1.05));
    int top = random.pick(TOPS);
    int skin = random.pick(SKINS);
    int trousers = random.pick(TROUSERS);
    double turn = Math.sin(rider.stride());
    limb(0, 0.03, 0, 0.66, 0.03, 0x161618);
    limb(0, 0.4, 0, 0.95, 0.035, random.pick(0x9A2A22, 0x2A4A7A, 0x3A3A3C, 0xC0C4C6));
    limb(-0.3, 1.04, 0.3, 1.04, 0.025, 0x2A2A2C);
    for (int side = -1; side <= 1; side += 2) {
      double pedal = 0.3 + side * turn * 0.16;
      limb(side * 0.1, 1.0, side * 0.14, pedal + 0.3, 0.085, trousers);
      limb(side * 0.14, pedal + 0.3, side * 0.11, pedal, 0.06, Rgb.scale(trousers, 225));
      limb(side * 0.1, pedal - 0.02, side * 0.15, pedal - 0.02, 0.045, 0x1E1A18);
      limb(side * 0.2, 1.46, side * 0.3, 1.2, 0.055, top);
      limb(side * 0.3, 1.2, side * 0.28, 1.05, 0.045, skin);
    }
    trapezoid(0.19, 0.92, 0.23, 1.5, top);
    limb(-0.14, 1.49, 0.14, 1.49, 0.075, top);
    boolean helmet = random.chance(0.7);
    head(
        1.68,
        skin,
        helmet ? random.pick(0xD8D8D4, 0xC83A2A, 0x2A2A2C) : random.pick(HAIR),
        rider.away());
    if (rider.away()) {
      limb(-0.02, 0.74, 0.02, 0.74, 0.04, 0xC8201E);
    } else {
      limb(-0.02, 0.9, 0.02, 0.9, 0.045, 0xF4F2E6);
    }
    shadeSide(0.26, 0.3, 1.52);
  }

  private void begin(StreetClass next, SceneItem who, double x, double base, double size) {
    double depth = context.camera().depth(who.z());
    shows = next;
    tint = context.tint((context.light().onFront() * context.sunAt(x, who.z())) >> 8, depth);
    scale = context.camera().scale(depth) * size;
    middle = context.camera().column(x, depth);
    ground = context.camera().row(base, depth);
  }

  /** The shadow of a person on the ground. */
  void shadow(double x, double z, double across, double along) {
    double lean = -context.light().sunSide() * 0.9 * context.light().reach();
    outline.begin();
    for (int i = 0; i < 10; i++) {
      double angle = i * Math.PI / 5;
      double at = x + lean * 0.5 + (across + Math.abs(lean) * 0.5) * Math.cos(angle);
      outline.corner(at, 0.05, z + along * Math.sin(angle));
    }
    outline.darken(160);
  }

  private void arms(double swing, double shoulder, int sleeve, int skin) {
    for (int side = -1; side <= 1; side += 2) {
      double lift = Math.max(0, -side * swing) * 0.12;
      limb(side * 0.24, shoulder, side * 0.28, 1.1 + lift, 0.055, Rgb.scale(sleeve, 230));
      limb(side * 0.28, 1.1 + lift, side * 0.27, 0.86 + lift, 0.045, Rgb.scale(sleeve, 220));
      limb(side * 0.27, 0.84 + lift, side * 0.27, 0.8 + lift, 0.045, skin);
    }
  }

  private void head(double at, int skin, int hair, boolean away) {
    Canvas canvas = context.canvas();
    double row = ground - at * scale;
    limb(0, at - 0.2, 0, at - 0.1, 0.055, Rgb.scale(skin, 215));
    int face = tint.of(away ? hair : skin);
    canvas.ellipse(middle, row, 0.1 * scale, 0.135 * scale, shows, face, tint.of(skin));
    int crown = tint.of(hair);
    canvas.ellipse(middle, row - 0.06 * scale, 0.108 * scale, 0.09 * scale, shows, crown, crown);
  }

  /** A bar with round ends between two points, in meters from between the feet. */
  private void limb(double x0, double y0, double x1, double y1, double radius, int rgb) {
    double along = Math.max(1e-6, Math.hypot(x1 - x0, y1 - y0));
    double nx = (y1 - y0) / along * radius;
    double ny = (x1 - x0) / along * radius;
    place(0, x0 - nx, y0 + ny);
    place(1, x1 - nx, y1 + ny);
    place(2, x1 + nx, y1 - ny);
    place(3, x0 + nx, y0 - ny);
    int color = tint.of(rgb);
    Canvas canvas = context.canvas();
    canvas.fill(columns, rows, 4, shows, color, color);
    double round = radius * scale;
    canvas.ellipse(middle + x0 * scale, ground - y0 * scale, round, round, shows, color, color);
    canvas.ellipse(middle + x1 * scale, ground - y1 * scale, round, round, shows, color, color);
  }

  private void trapezoid(double low, double y0, double high, double y1, int rgb) {
    place(0, -low, y0);
    place(1, -high, y1);
    place(2, high, y1);
    place(3, low, y0);
    context.canvas().fill(columns, rows, 4, shows, tint.of(rgb), tint.of(Rgb.scale(rgb, 215)));
  }

  /** The side away from the sun is darker. */
  private void shadeSide(double across, double y0, double y1) {
    double dark = -context.light().sunSide() * across;
    place(0, dark * 0.35, y0);
    place(1, dark * 0.35, y1);
    place(2, dark, y1);
    place(3, dark, y0);
    context.canvas().darkenOnly(columns, rows, 4, 205, shows);
  }

  private void place(int corner, double x, double y) {
    columns[corner] = middle + x * scale;
    rows[corner] = ground - y * scale;
  }
}
