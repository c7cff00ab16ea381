package dev.weir.street;

/**
 * Somebody on foot.
 *
 * @param z distance, metres
 * @param x of them
 * @param height metres
 * @param coat its colour
 * @param trousers their colour
 * @param stride where in a step they are, radians
 */
record Person(double z, double x, double height, int coat, int trousers, double stride)
    implements Thing {
  private static final int SKIN = 0xC99A7C;

  @Override
  public void paint(Canvas canvas, View view, Light light) {
    double metre = view.scale(z);
    double h = height * metre;
    double cx = view.column(x, z);
    double foot = view.row(0, z);
    double swing = 0.14 * h * Math.sin(stride);
    int coatSeen = light.through(coat, z);
    int legs = light.through(trousers, z);
    canvas.shadow(cx, foot, 0.28 * h, 0.05 * h, 0.6);
    double hip = foot - 0.48 * h;
    double thick = Math.max(1, 0.09 * h);
    canvas.limb(cx, hip, cx + swing, foot, thick, legs, StreetClass.PEDESTRIAN);
    canvas.limb(cx, hip, cx - swing, foot, thick, Colour.shade(legs, 0.8), StreetClass.PEDESTRIAN);
    double shoulder = foot - 0.83 * h;
    canvas.limb(
        cx - 0.11 * h,
        shoulder + 0.02 * h,
        cx - 0.11 * h - swing * 0.7,
        hip + 0.02 * h,
        Math.max(1, 0.06 * h),
        Colour.shade(coatSeen, 0.8),
        StreetClass.PEDESTRIAN);
    canvas.rectangle(
        cx - 0.12 * h, shoulder, cx + 0.12 * h, hip + 0.05 * h, coatSeen, StreetClass.PEDESTRIAN);
    canvas.limb(
        cx + 0.12 * h,
        shoulder + 0.02 * h,
        cx + 0.12 * h + swing * 0.7,
        hip + 0.02 * h,
        Math.max(1, 0.06 * h),
        Colour.shade(coatSeen, 0.85),
        StreetClass.PEDESTRIAN);
    canvas.ellipse(
        cx, foot - 0.92 * h, 0.062 * h, 0.08 * h, light.through(SKIN, z), StreetClass.PEDESTRIAN);
    canvas.rectangle(
        cx - 0.062 * h,
        foot - h,
        cx + 0.062 * h,
        foot - 0.94 * h,
        light.through(0x33291F, z),
        StreetClass.PEDESTRIAN);
  }
}
