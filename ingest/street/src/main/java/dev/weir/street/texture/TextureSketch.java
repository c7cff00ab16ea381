package dev.weir.street.texture;

import java.util.Arrays;

/** A texture being drawn; coordinates are 0 to 1, v from the bottom up. Not thread-safe. */
final class TextureSketch {
  private final int[] texels = new int[Texture.SIZE * Texture.SIZE];

  TextureSketch fill(int rgb) {
    Arrays.fill(texels, 0xFF000000 | rgb);
    return this;
  }

  TextureSketch rect(double u0, double v0, double u1, double v1, int rgb) {
    return blend(u0, v0, u1, v1, rgb, rgb);
  }

  /** A rectangle with a gradient from the first color (bottom) to the second (top). */
  TextureSketch blend(double u0, double v0, double u1, double v1, int bottom, int top) {
    int first = texel(v0);
    int last = texel(v1);
    for (int u = texel(u0); u < texel(u1); u++) {
      for (int v = first; v < last; v++) {
        int weight = (v - first) * 256 / (last - first);
        texels[u * Texture.SIZE + v] = 0xFF000000 | Rgb.mix(bottom, top, weight);
      }
    }
    return this;
  }

  /** Darkens, like the shadow of a ledge. */
  TextureSketch shade(double u0, double v0, double u1, double v1, int weight) {
    for (int u = texel(u0); u < texel(u1); u++) {
      for (int v = texel(v0); v < texel(v1); v++) {
        int at = u * Texture.SIZE + v;
        texels[at] = 0xFF000000 | Rgb.scale(texels[at] & 0xFFFFFF, weight);
      }
    }
    return this;
  }

  /** Varies the drawing by a number of levels up and down, in grains and in patches. */
  TextureSketch weather(int grain, int patches) {
    for (int u = 0; u < Texture.SIZE; u++) {
      for (int v = 0; v < Texture.SIZE; v++) {
        int at = u * Texture.SIZE + v;
        int steps =
            (Noise.GRAIN.at(u, v) - 128) * grain / 128
                + (Noise.PATCHES.at(2 * u, 2 * v) - 128) * patches / 128;
        if (texels[at] != 0) {
          texels[at] = 0xFF000000 | Rgb.lift(texels[at] & 0xFFFFFF, steps);
        }
      }
    }
    return this;
  }

  TextureSketch texel(int u, int v, int rgb) {
    texels[u * Texture.SIZE + v] = 0xFF000000 | rgb;
    return this;
  }

  Texture texture() {
    return new Texture(texels.clone());
  }

  private static int texel(double at) {
    return (int) Math.round(Math.max(0, Math.min(1, at)) * Texture.SIZE);
  }
}
