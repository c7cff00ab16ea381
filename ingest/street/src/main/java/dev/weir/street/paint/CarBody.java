package dev.weir.street.paint;

import dev.weir.street.scene.SceneItem;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.scene.Vehicle;
import dev.weir.street.texture.Rgb;

/**
 * One car, painted as a solid body: a lower part, a cabin on top, wheels and lights. Its own
 * coordinates run from its tail (0) to its nose (length).
 */
final class CarBody {
  private static final int GLASS = 0x2C343A;
  private static final int SKY_IN_GLASS = 0x8A9AA6;
  private static final int RUBBER = 0x1A1A1C;
  private static final double SILL = 0.24;

  private final PaintContext context;
  private final ConvexShape outline;

  private final SceneItem.Car car;
  private final Vehicle make;
  private final double half;
  private final double depth;

  /** x of the side that the camera sees. */
  private final double flank;

  /** Light that reaches it between houses, 0 to 256. */
  private final int sun;

  private Tint tint;

  CarBody(PaintContext context, ConvexShape outline, SceneItem.Car car) {
    this.context = context;
    this.outline = outline;
    this.car = car;
    make = car.make();
    half = make.width() / 2;
    depth = context.camera().depth(car.z());
    flank = car.x() > context.camera().x() ? car.x() - half : car.x() + half;
    sun = context.sunAt(car.x(), car.z());
    tint = frontTint();
  }

  void paint() {
    if (depth + make.length() / 2 < Viewpoint.NEAR) {
      return;
    }
    tint = flankTint();
    farWheels();
    boolean flankSeen = Math.abs(car.x() - context.camera().x()) > half;
    if (flankSeen) {
      flank();
    }
    tint = topTint();
    decks();
    tint = frontTint();
    end();
    if (flankSeen) {
      tint = flankTint();
      cabinFlank();
    }
    tint = frontTint();
    cabinEnd();
    tint = topTint();
    cabinTop();
  }

  private Tint flankTint() {
    int light = context.light().onWall(car.x() > context.camera().x() ? 1 : -1);
    return context.tint((light * sun) >> 8, depth);
  }

  private Tint frontTint() {
    return context.tint((context.light().onFront() * sun) >> 8, depth);
  }

  private Tint topTint() {
    return context.tint(sun, depth);
  }

  /** z of a position in the car, measured from its tail. */
  private double along(double fromTail) {
    double offset = fromTail - make.length() / 2;
    return car.z() + (car.turned() ? -offset : offset);
  }

  /** Its shadow on the ground: dark underneath, lighter beside it. */
  void shadow() {
    int soft = (256 + context.light().shade()) / 2 - 20;
    double slant = -0.45 * context.light().sunSide();
    for (int ring = 0; ring < 2; ring++) {
      double grow = ring == 0 ? 0.22 : -0.02;
      double lean = ring == 0 ? slant : 0;
      double left = car.x() - half - grow + Math.min(0, lean);
      double right = car.x() + half + grow + Math.max(0, lean);
      double tail = along(-grow);
      double nose = along(make.length() + grow);
      outline.begin().corner(left, 0, tail).corner(right, 0, tail);
      outline.corner(right, 0, nose).corner(left, 0, nose).darken(ring == 0 ? soft : 84);
    }
  }

  private void farWheels() {
    int dark = tint.of(0x101012);
    double first = along(0.35);
    double last = along(make.length() - 0.35);
    quad(car.x() - half + 0.05, 0.16, first, car.x() + half - 0.05, 0.42, first, dark, dark);
    quad(car.x() - half + 0.05, 0.16, last, car.x() + half - 0.05, 0.42, last, dark, dark);
    double near = car.turned() ? last : first;
    for (int side = -1; side <= 1; side += 2) {
      double x = car.x() + side * (half - 0.14);
      quad(x - 0.11, 0, near, x + 0.11, 0.4, near, dark, dark);
    }
  }

  /** An upright rectangle facing the camera. */
  private void quad(
      double x0, double y0, double z, double x1, double y1, double alsoZ, int top, int bottom) {
    outline.begin().corner(x0, y0, z).corner(x1, y0, z).corner(x1, y1, alsoZ).corner(x0, y1, alsoZ);
    outline.fill(StreetClass.CAR, top, bottom);
  }

  private void flank() {
    int upper = tint.of(make.paint());
    int lower = tint.of(Rgb.scale(make.paint(), 150));
    double length = make.length();
    double bonnet = make.waist() - 0.16;
    outline.begin().corner(flank, SILL, along(0)).corner(flank, 0.55, along(0));
    outline
        .corner(flank, make.waist(), along(0.05))
        .corner(flank, make.waist(), along(make.noseGlass()));
    outline.corner(flank, bonnet, along(length - 0.25)).corner(flank, 0.55, along(length));
    outline.corner(flank, SILL, along(length)).fill(StreetClass.CAR, upper, lower);
    int line = tint.of(Rgb.scale(make.paint(), 110));
    double door = make.tailRoof() + 0.45;
    strip(door, SILL + 0.08, make.waist(), 0.025, line);
    strip(make.noseRoof() - 0.35, SILL + 0.08, make.waist(), 0.025, line);
    sill(tint.of(0x1E1E20));
    wheel(0.78);
    wheel(length - 0.82);
  }

  private void strip(double at, double low, double high, double wide, int rgb) {
    outline.begin().corner(flank, low, along(at)).corner(flank, high, along(at));
    outline.corner(flank, high, along(at + wide)).corner(flank, low, along(at + wide));
    outline.fill(StreetClass.CAR, rgb, rgb);
  }

  private void sill(int rgb) {
    outline.begin().corner(flank, SILL - 0.04, along(0.1)).corner(flank, SILL + 0.06, along(0.1));
    outline.corner(flank, SILL + 0.06, along(make.length() - 0.1));
    outline.corner(flank, SILL - 0.04, along(make.length() - 0.1)).fill(StreetClass.CAR, rgb, rgb);
  }

  private void wheel(double at) {
    disc(at, 0.37, tint.of(0x0C0C0E));
    disc(at, 0.32, tint.of(RUBBER));
    disc(at, 0.2, tint.of(0x9A9EA2));
    disc(at, 0.07, tint.of(0x4A4C50));
  }

  private void disc(double at, double radius, int rgb) {
    outline.begin();
    for (int i = 0; i < 16; i++) {
      double angle = i * Math.PI / 8;
      double y = Math.max(0, 0.31 + radius * Math.sin(angle));
      outline.corner(flank, y, along(at + radius * Math.cos(angle)));
    }
    outline.fill(StreetClass.CAR, rgb, rgb);
  }

  /** Hood and trunk lid, as far as they are visible from above. */
  private void decks() {
    int lit = tint.of(Rgb.mix(make.paint(), 0xFFFFFF, 40));
    int deep = tint.of(make.paint());
    double bonnet = make.waist() - 0.16;
    double length = make.length();
    outline.begin().corner(car.x() - half, make.waist(), along(make.noseGlass()));
    outline.corner(car.x() + half, make.waist(), along(make.noseGlass()));
    outline.corner(car.x() + half, bonnet, along(length - 0.25));
    outline.corner(car.x() - half, bonnet, along(length - 0.25)).fill(StreetClass.CAR, lit, deep);
    outline.begin().corner(car.x() - half, make.waist(), along(0.05));
    outline.corner(car.x() + half, make.waist(), along(0.05));
    outline.corner(car.x() + half, make.waist(), along(make.tailGlass()));
    outline.corner(car.x() - half, make.waist(), along(make.tailGlass()));
    outline.fill(StreetClass.CAR, lit, lit);
  }

  /** The end toward the camera, with lights and license plate. */
  private void end() {
    double z = along(car.turned() ? make.length() : 0);
    double top = car.turned() ? make.waist() - 0.16 : make.waist();
    double zTop = along(car.turned() ? make.length() - 0.25 : 0.05);
    int upper = tint.of(make.paint());
    int lower = tint.of(Rgb.scale(make.paint(), 170));
    double x = car.x();
    outline.begin().corner(x - half, SILL, z).corner(x - half, 0.55, z);
    outline.corner(x - half, top, zTop).corner(x + half, top, zTop);
    outline.corner(x + half, 0.55, z).corner(x + half, SILL, z);
    outline.fill(StreetClass.CAR, upper, lower);
    quad(x - half + 0.06, SILL, z, x + half - 0.06, 0.36, z, tint.of(0x2A2A2C), tint.of(0x1C1C1E));
    quad(x - half, 0.5, z, x + half, 0.52, z, lower, lower);
    int plate = tint.of(car.turned() ? 0xE8E8E4 : 0xD8C060);
    quad(x - 0.26, 0.42, z, x + 0.26, 0.53, z, plate, plate);
    if (car.turned()) {
      quad(x - 0.42, 0.56, z, x + 0.42, 0.68, z, tint.of(0x26282A), tint.of(0x36383A));
    }
    for (int side = -1; side <= 1; side += 2) {
      lamp(x + side * (half - 0.04), x + side * (half - 0.36), z);
    }
  }

  private void lamp(double outer, double inner, double z) {
    if (car.turned()) {
      quad(inner, 0.57, z, outer, 0.71, z, tint.of(0xF4F2E6), tint.of(0xB8BCC0));
      return;
    }
    int red = car.braking() ? 0xFF3A2A : 0xA81C1A;
    double tall = make.panelled() ? 1.1 : make.waist() - 0.04;
    double within = outer + (inner - outer) * (make.panelled() ? 0.45 : 0.8);
    quad(within, tall - 0.26, z, outer, tall, z, tint.of(red), tint.of(Rgb.scale(red, 190)));
  }

  private void cabinFlank() {
    double x = flank + (flank < car.x() ? 0.1 : -0.1);
    int upper = tint.of(Rgb.lift(make.paint(), 10));
    outline.begin().corner(flank, make.waist(), along(make.tailGlass()));
    outline
        .corner(x, make.roof(), along(make.tailRoof()))
        .corner(x, make.roof(), along(make.noseRoof()));
    outline.corner(flank, make.waist(), along(make.noseGlass()));
    outline.fill(StreetClass.CAR, upper, tint.of(make.paint()));
    double low = make.waist() + 0.03;
    double high = make.roof() - 0.09;
    double mid = make.tailRoof() + 0.45 + (make.noseRoof() - make.tailRoof() - 0.8) / 2;
    double rear = make.panelled() ? make.noseRoof() - 0.7 : make.tailGlass() + 0.25;
    if (!make.panelled()) {
      pane(x, low, high, rear, make.tailRoof() + 0.12, mid - 0.04, mid - 0.04);
    }
    double start = make.panelled() ? rear : mid + 0.04;
    pane(x, low, high, start, start, make.noseRoof() - 0.06, make.noseGlass() - 0.2);
  }

  private void pane(
      double x, double low, double high, double a, double aTop, double bTop, double b) {
    double inward = (x - flank) / (make.roof() - make.waist());
    double xLow = flank + inward * (low - make.waist());
    double xHigh = flank + inward * (high - make.waist());
    outline.begin().corner(xLow, low, along(a)).corner(xHigh, high, along(aTop));
    outline.corner(xHigh, high, along(bTop)).corner(xLow, low, along(b));
    outline.fill(StreetClass.CAR, tint.of(Rgb.scale(SKY_IN_GLASS, 190)), tint.of(GLASS));
  }

  private void cabinEnd() {
    double low = car.turned() ? make.noseGlass() : make.tailGlass();
    double high = car.turned() ? make.noseRoof() : make.tailRoof();
    slope(0, 0, low, high, tint.of(make.paint()), tint.of(make.paint()));
    boolean glazed = car.turned() || !make.panelled();
    double lowest = make.panelled() && car.turned() ? 0.42 : 0.08;
    if (glazed) {
      slope(lowest * 0.3, 0.12, low, high, tint.of(SKY_IN_GLASS), tint.of(GLASS));
    } else {
      slope(0.2, 0.3, low, high, tint.of(GLASS), tint.of(GLASS));
      double z = along(make.tailGlass()) - (car.turned() ? -0.01 : 0.01);
      int line = tint.of(Rgb.scale(make.paint(), 140));
      quad(car.x() - 0.015, 0.4, z, car.x() + 0.015, make.roof() - 0.1, z, line, line);
    }
  }

  /** The slope from the waist to the roof at one end; insets are fractions of its height. */
  private void slope(double foot, double head, double low, double high, int top, int bottom) {
    double tall = make.roof() - make.waist();
    double y0 = make.waist() + foot * tall;
    double y1 = make.roof() - head * tall;
    double z0 = along(low + (high - low) * foot);
    double z1 = along(high + (low - high) * head);
    double wide = half - (head > 0 ? 0.12 : 0);
    double in = half - (head > 0 ? 0.19 : 0.1);
    outline.begin().corner(car.x() - wide, y0, z0).corner(car.x() - in, y1, z1);
    outline.corner(car.x() + in, y1, z1).corner(car.x() + wide, y0, z0);
    outline.fill(StreetClass.CAR, top, bottom);
  }

  private void cabinTop() {
    if (make.roof() >= context.camera().y()) {
      return;
    }
    int lit = tint.of(Rgb.mix(make.paint(), 0xFFFFFF, 50));
    double in = half - 0.1;
    outline.begin().corner(car.x() - in, make.roof(), along(make.tailRoof()));
    outline.corner(car.x() + in, make.roof(), along(make.tailRoof()));
    outline.corner(car.x() + in, make.roof(), along(make.noseRoof()));
    outline
        .corner(car.x() - in, make.roof(), along(make.noseRoof()))
        .fill(StreetClass.CAR, lit, lit);
  }
}
