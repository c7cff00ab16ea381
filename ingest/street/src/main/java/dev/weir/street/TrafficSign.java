package dev.weir.street;

/**
 * A sign on its post.
 *
 * @param z distance, metres
 * @param x of its post
 * @param kind 0 a speed limit, 1 a blue disc, 2 a board
 */
record TrafficSign(double z, double x, int kind) implements Thing {
  private static final int POST = 0x8A8D8C;
  private static final int RED = 0xC02A2A;
  private static final int BLUE = 0x2A56A8;
  private static final int WHITE = 0xEFEFEC;
  private static final int GREEN = 0x1F6A45;

  @Override
  public void paint(Canvas canvas, View view, Light light) {
    double metre = view.scale(z);
    double cx = view.column(x, z);
    double thick = Math.max(1, 0.09 * metre);
    canvas.rectangle(
        cx - thick / 2,
        view.row(2.9, z),
        cx + thick / 2,
        view.row(0, z),
        light.through(POST, z),
        StreetClass.POLE);
    double cy = view.row(2.7, z);
    switch (kind) {
      case 0 -> {
        disc(canvas, light, cx, cy, 0.42 * metre, RED);
        disc(canvas, light, cx, cy, 0.3 * metre, WHITE);
        double digit = 0.09 * metre;
        int black = light.through(0x202020, z);
        canvas.rectangle(
            cx - 1.6 * digit,
            cy - 1.6 * digit,
            cx - 0.4 * digit,
            cy + 1.6 * digit,
            black,
            StreetClass.SIGN);
        canvas.rectangle(
            cx + 0.4 * digit,
            cy - 1.6 * digit,
            cx + 1.6 * digit,
            cy + 1.6 * digit,
            black,
            StreetClass.SIGN);
      }
      case 1 -> {
        disc(canvas, light, cx, cy, 0.42 * metre, BLUE);
        double arrow = 0.07 * metre;
        canvas.rectangle(
            cx - arrow,
            cy - 3.5 * arrow,
            cx + arrow,
            cy + 3.5 * arrow,
            light.through(WHITE, z),
            StreetClass.SIGN);
      }
      default -> {
        board(canvas, light, cx, cy, 0.75 * metre, 0.5 * metre, WHITE);
        board(canvas, light, cx, cy, 0.69 * metre, 0.44 * metre, GREEN);
        board(canvas, light, cx, cy - 0.15 * metre, 0.5 * metre, 0.06 * metre, WHITE);
        board(canvas, light, cx, cy + 0.15 * metre, 0.4 * metre, 0.06 * metre, WHITE);
      }
    }
  }

  private void disc(Canvas canvas, Light light, double cx, double cy, double radius, int colour) {
    canvas.ellipse(cx, cy, radius, radius, light.through(colour, z), StreetClass.SIGN);
  }

  private void board(
      Canvas canvas, Light light, double cx, double cy, double rx, double ry, int colour) {
    canvas.rectangle(
        cx - rx, cy - ry, cx + rx, cy + ry, light.through(colour, z), StreetClass.SIGN);
  }
}
