package dev.weir.street;

/**
 * Somebody on a bicycle, seen along the street.
 *
 * @param z of the nearer wheel, metres
 * @param x of them
 * @param jacket its colour
 * @param pedal where in a turn the pedals are, radians
 */
record Cyclist(double z, double x, int jacket, double pedal) implements Thing {
  private static final int TYRE = 0x1C1C1E;
  private static final int SKIN = 0xC99A7C;
  private static final int TROUSERS = 0x2B3140;

  @Override
  public void paint(Canvas canvas, View view, Light light) {
    double m = view.scale(z);
    double cx = view.column(x, z);
    double foot = view.row(0, z);
    int coat = light.through(jacket, z);
    int legs = light.through(TROUSERS, z);
    canvas.shadow(cx, foot, 0.4 * m, 0.1 * m, 0.6);
    canvas.ellipse(
        cx,
        foot - 0.34 * m,
        Math.max(1, 0.07 * m),
        0.34 * m,
        light.through(TYRE, z),
        StreetClass.BICYCLIST);
    double up = 0.12 * m * Math.sin(pedal);
    double thick = Math.max(1, 0.14 * m);
    canvas.limb(
        cx - 0.1 * m,
        foot - 0.95 * m,
        cx - 0.16 * m,
        foot - 0.28 * m - up,
        thick,
        legs,
        StreetClass.BICYCLIST);
    canvas.limb(
        cx + 0.1 * m,
        foot - 0.95 * m,
        cx + 0.16 * m,
        foot - 0.28 * m + up,
        thick,
        Colour.shade(legs, 0.85),
        StreetClass.BICYCLIST);
    canvas.rectangle(
        cx - 0.3 * m,
        foot - 1.12 * m,
        cx + 0.3 * m,
        foot - 1.07 * m,
        light.through(TYRE, z),
        StreetClass.BICYCLIST);
    canvas.rectangle(
        cx - 0.2 * m, foot - 1.5 * m, cx + 0.2 * m, foot - 0.88 * m, coat, StreetClass.BICYCLIST);
    canvas.limb(
        cx - 0.22 * m,
        foot - 1.46 * m,
        cx - 0.3 * m,
        foot - 1.08 * m,
        Math.max(1, 0.1 * m),
        Colour.shade(coat, 0.85),
        StreetClass.BICYCLIST);
    canvas.limb(
        cx + 0.22 * m,
        foot - 1.46 * m,
        cx + 0.3 * m,
        foot - 1.08 * m,
        Math.max(1, 0.1 * m),
        Colour.shade(coat, 0.85),
        StreetClass.BICYCLIST);
    canvas.ellipse(
        cx, foot - 1.63 * m, 0.1 * m, 0.13 * m, light.through(SKIN, z), StreetClass.BICYCLIST);
    canvas.ellipse(
        cx, foot - 1.69 * m, 0.12 * m, 0.09 * m, light.through(0xD9D9D6, z), StreetClass.BICYCLIST);
  }
}
