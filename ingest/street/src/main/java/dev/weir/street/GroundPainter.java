package dev.weir.street;

/**
 * Road, markings, kerbs and pavements. The camera looks straight ahead, so that a row of the
 * picture is one distance, and a row is a handful of runs.
 */
final class GroundPainter {
  private static final int ASPHALT = 0x6B6A6B;
  private static final int PAVING = 0xA39C94;
  private static final int KERB = 0xC2BDB4;
  private static final int PAINT = 0xE9E7DF;
  private static final double FAR = 400;

  private final StreetPlan plan;
  private final Light light;
  private final Noise noise;

  GroundPainter(StreetPlan plan, Light light, Noise noise) {
    this.plan = plan;
    this.light = light;
    this.noise = noise;
  }

  void paint(Canvas canvas, View view) {
    for (int y = (int) Math.ceil(view.horizon()); y < canvas.height; y++) {
      if (y < 0) {
        continue;
      }
      double below = Math.max(y + 0.5 - view.horizon(), view.up() * view.focal() / FAR);
      paintRow(canvas, view, y, view.up() * view.focal() / below);
    }
  }

  private void paintRow(Canvas canvas, View view, int y, double z) {
    double along = view.travelled() + z;
    boolean crossing = plan.sideStreet(along);
    StreetClass beside = crossing ? StreetClass.ROAD : StreetClass.PAVEMENT;
    int besideColour = crossing ? ASPHALT : PAVING;
    double road = StreetPlan.ROAD;
    Row row = new Row(canvas, view, y, z, along);
    row.run(-1000, -road - 0.2, besideColour, beside);
    row.run(-road - 0.2, -road, crossing ? ASPHALT : KERB, beside);
    row.run(-road, road, ASPHALT, StreetClass.ROAD);
    row.run(road, road + 0.2, crossing ? ASPHALT : KERB, beside);
    row.run(road + 0.2, 1000, besideColour, beside);
    if (plan.zebra(along)) {
      for (double x = -road + 0.3; x < road - 0.5; x += 1.0) {
        row.run(x, x + 0.5, PAINT, StreetClass.ROAD);
      }
    } else if (!crossing) {
      row.run(-road + 0.25, -road + 0.37, PAINT, StreetClass.ROAD);
      row.run(road - 0.37, road - 0.25, PAINT, StreetClass.ROAD);
      if (Math.floorMod((long) Math.floor(along / 3), 3) == 0) {
        row.run(-0.09, 0.09, PAINT, StreetClass.ROAD);
      }
    }
  }

  /** One row of the picture, which is one distance. */
  private final class Row {
    private final Canvas canvas;
    private final View view;
    private final int y;
    private final double z;
    private final int v;
    private final int fineV;
    private final double metre;
    private final double shadowFrom;
    private final double shadowTo;

    Row(Canvas canvas, View view, int y, double z, double along) {
      this.canvas = canvas;
      this.view = view;
      this.y = y;
      this.z = z;
      this.v = (int) (along * 6);
      this.fineV = (int) (along * 45);
      this.metre = view.scale(z);
      int side = light.sunSide();
      boolean house = plan.lot(side, along).use() == StreetPlan.Use.HOUSE;
      double inner = house ? side * (StreetPlan.HOUSES - light.shadowReach()) : side * 1000;
      this.shadowFrom = side < 0 ? -1000 : inner;
      this.shadowTo = side < 0 ? inner : 1000;
    }

    void run(double from, double to, int colour, StreetClass what) {
      if (light.shadowReach() > 0) {
        part(from, Math.min(to, shadowFrom), colour, what, 1);
        part(Math.max(from, shadowFrom), Math.min(to, shadowTo), colour, what, light.shadowDepth());
        part(Math.max(from, shadowTo), to, colour, what, 1);
      } else {
        part(from, to, colour, what, 0.93);
      }
    }

    private void part(double from, double to, int colour, StreetClass what, double shade) {
      int left = canvas.clipX(view.column(from, z));
      int right = canvas.clipX(view.column(to, z));
      if (from >= to || left >= right) {
        return;
      }
      int seen = light.through(Colour.shade(colour, shade), z);
      double worldX = view.x() + (left + 0.5 - canvas.width * 0.5) / metre + 4096;
      double step = 1 / metre;
      // Grain fades where a pixel is larger than it.
      int coarse = (int) Math.min(26, 26 * metre / 12);
      int fine = (int) Math.min(22, 22 * metre / 90);
      byte code = what.code();
      int[] rgb = canvas.rgb;
      byte[] classes = canvas.classes;
      for (int i = y * canvas.width + left; i < y * canvas.width + right; i++) {
        int grain =
            ((noise.at((int) (worldX * 6), v) - 128) * coarse
                    + (noise.at((int) (worldX * 45), fineV) - 128) * fine)
                >> 7;
        rgb[i] = brighter(seen, grain);
        classes[i] = code;
        worldX += step;
      }
    }
  }

  private static int brighter(int rgb, int by) {
    int r = Math.max(0, Math.min(255, (rgb >> 16) + by));
    int g = Math.max(0, Math.min(255, ((rgb >> 8) & 255) + by));
    int b = Math.max(0, Math.min(255, (rgb & 255) + by));
    return (r << 16) | (g << 8) | b;
  }
}
