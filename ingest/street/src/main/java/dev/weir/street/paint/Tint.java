package dev.weir.street.paint;

import dev.weir.street.scene.Lighting;
import dev.weir.street.texture.Rgb;

/**
 * The effect of light and air on a color: {@code color * gain / 256 + veil}, which cannot overflow.
 *
 * @param gain 0 to 256
 * @param veil 0xRRGGBB
 */
record Tint(int gain, int veil) {
  private static final int SKYLIGHT = 0x141C2A;

  /** For an amount of light (0 to 256), seen through a number of meters of air. */
  static Tint of(Lighting light, int brightness, double depth) {
    int haze = light.veil(Math.max(0, depth));
    int clear = 256 - haze;
    int sky = Rgb.scale(SKYLIGHT, ((256 - brightness) * clear) >> 8);
    return new Tint((brightness * clear) >> 8, Rgb.scale(light.haze(), haze) + sky);
  }

  int of(int rgb) {
    return Rgb.scale(rgb, gain) + veil;
  }
}
