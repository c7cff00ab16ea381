package dev.weir.street;

/**
 * A lamp post whose arm reaches over the road.
 *
 * @param z distance, metres
 * @param x of its foot
 */
record LampPost(double z, double x) implements Thing {
  private static final int METAL = 0x6C706E;
  private static final double HEIGHT = 6.5;

  @Override
  public void paint(Canvas canvas, View view, Light light) {
    double metre = view.scale(z);
    double cx = view.column(x, z);
    double foot = view.row(0, z);
    double top = view.row(HEIGHT, z);
    int colour = light.through(METAL, z);
    double thick = Math.max(1, 0.16 * metre);
    double inward = -Math.signum(x) * 1.3 * metre;
    canvas.rectangle(cx - thick / 2, top, cx + thick / 2, foot, colour, StreetClass.POLE);
    canvas.rectangle(cx - thick, foot - 0.9 * metre, cx + thick, foot, colour, StreetClass.POLE);
    canvas.rectangle(
        Math.min(cx, cx + inward),
        top,
        Math.max(cx, cx + inward),
        top + Math.max(1, 0.12 * metre),
        colour,
        StreetClass.POLE);
    canvas.rectangle(
        cx + inward - 0.35 * metre,
        top,
        cx + inward + 0.35 * metre,
        top + Math.max(1, 0.22 * metre),
        Colour.shade(colour, 0.8),
        StreetClass.POLE);
  }
}
