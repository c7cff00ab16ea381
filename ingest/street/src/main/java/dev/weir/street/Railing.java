package dev.weir.street;

/**
 * A railing along the kerb.
 *
 * @param z of its near end, metres
 * @param far end
 * @param x of it
 */
record Railing(double z, double far, double x) implements Thing {
  private static final int METAL = 0x59605C;

  @Override
  public void paint(Canvas canvas, View view, Light light) {
    int colour = light.through(METAL, z);
    int rail = Colour.shade(colour, 1.3);
    canvas.wall(view, x, z, far, 0.12, 1.0, Colour.shade(colour, 0.85), StreetClass.FENCE);
    canvas.wall(view, x, z, far, 0.95, 1.05, rail, StreetClass.FENCE);
    canvas.wall(view, x, z, far, 0.5, 0.57, rail, StreetClass.FENCE);
    double first = Math.ceil((view.travelled() + z) / 1.5) * 1.5 - view.travelled();
    for (double post = first; post < far; post += 1.5) {
      double thick = Math.max(1, 0.08 * view.scale(post)) / 2;
      double column = view.column(x, post);
      canvas.rectangle(
          column - thick,
          view.row(1.1, post),
          column + thick,
          view.row(0, post),
          rail,
          StreetClass.FENCE);
    }
  }
}
