package dev.weir.street;

/** The sky: blue above, pale at the horizon, clouds that stand still over a moving street. */
final class SkyPainter {
  private static final int CLOUD = 0xF2F3F4;

  private final Light light;
  private final Noise noise;

  SkyPainter(Light light, Noise noise) {
    this.light = light;
    this.noise = noise;
  }

  void paint(Canvas canvas, View view) {
    int bottom = Math.min(canvas.height, (int) Math.ceil(view.horizon()) + 1);
    double unit = 160.0 / canvas.width;
    int threshold = (int) (255 * (0.72 - 0.45 * light.clouds()));
    for (int y = 0; y < bottom; y++) {
      double above = Math.max(0, 1 - y / view.horizon());
      int clear = Colour.mix(light.haze(), light.zenith(), (int) (256 * Math.min(1, above * 1.2)));
      // Clouds flatten towards the horizon.
      int v = (int) (90 / (above + 0.25));
      for (int x = 0; x < canvas.width; x++) {
        int u = (int) (x * unit / (above + 0.45));
        int cover = Math.max(0, Math.min(200, (noise.at(u, v) - threshold) * 5));
        int rgb = Colour.shade(Colour.mix(clear, CLOUD, cover), light.brightness());
        canvas.put(y * canvas.width + x, rgb, StreetClass.SKY);
      }
    }
  }
}
