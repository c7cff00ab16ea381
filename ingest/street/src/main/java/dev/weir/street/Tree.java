package dev.weir.street;

/**
 * A tree at the kerb.
 *
 * @param z distance of its trunk, metres
 * @param x of its trunk
 * @param height of the whole tree, metres
 * @param colour of its leaves
 * @param leaves their texture
 * @param seed for its shape
 */
record Tree(double z, double x, double height, int colour, Noise leaves, long seed)
    implements Thing {
  private static final int BARK = 0x5A4A3C;

  @Override
  public void paint(Canvas canvas, View view, Light light) {
    double metre = view.scale(z);
    double cx = view.column(x, z);
    double foot = view.row(0, z);
    canvas.shadow(cx, foot, 1.1 * metre, 0.16 * metre, 0.6);
    double trunk = Math.max(1, 0.28 * metre);
    canvas.rectangle(
        cx - trunk / 2,
        foot - height * 0.5 * metre,
        cx + trunk / 2,
        foot,
        light.through(BARK, z),
        StreetClass.TREE);
    crown(canvas, light, cx, foot - height * 0.66 * metre, height * 0.3 * metre, metre);
  }

  private void crown(
      Canvas canvas, Light light, double cx, double cy, double radius, double metre) {
    double ry = radius * 1.15;
    int left = canvas.clipX(cx - radius * 1.25);
    int right = canvas.clipX(cx + radius * 1.25);
    int bottom = canvas.clipY(cy + ry * 1.25);
    double grain = 14 / metre; // the texture stays on the tree as it comes nearer
    int offset = (int) (seed & 255);
    int dark = light.through(Colour.shade(colour, 0.45), z);
    int bright = light.through(Colour.shade(colour, 1.25), z);
    for (int y = canvas.clipY(cy - ry * 1.25); y < bottom; y++) {
      double v = (y + 0.5 - cy) / ry;
      int noiseY = (int) ((y - cy) * grain + 4096);
      for (int x = left; x < right; x++) {
        double u = (x + 0.5 - cx) / radius;
        double out = u * u + v * v;
        if (out > 1.56) {
          continue;
        }
        double along = (x - cx) * grain + 4096;
        int branch = leaves.at((int) along + offset, noiseY);
        int leaf = (branch + 2 * leaves.at((int) (along * 3.1) + offset, noiseY * 3)) / 3;
        if (out < 0.42 + leaf / 185.0) {
          double lit = 0.5 - 0.38 * v + 0.18 * u * light.sunSide() + (leaf - 128) / 110.0;
          int weight = (int) (256 * Math.max(0, Math.min(1, lit)));
          canvas.put(y * canvas.width + x, Colour.mix(dark, bright, weight), StreetClass.TREE);
        }
      }
    }
  }
}
