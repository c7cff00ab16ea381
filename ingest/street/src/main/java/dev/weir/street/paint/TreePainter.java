package dev.weir.street.paint;

import dev.weir.street.scene.Lighting;
import dev.weir.street.scene.SceneItem;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.scene.StreetProfile;
import dev.weir.street.texture.Noise;
import dev.weir.street.texture.PlainTextures;
import dev.weir.street.texture.Rgb;
import dev.weir.street.texture.Texture;

/** Paints trees: a trunk, a crown with gaps between the leaves, a shadow on the ground. */
final class TreePainter {
  private final PaintContext context;
  private final NearestHouses nearest;
  private final ConvexShape outline;

  /**
   * @param nearest houses, which hide gardens behind them
   */
  TreePainter(PaintContext context, NearestHouses nearest) {
    this.context = context;
    this.nearest = nearest;
    outline = new ConvexShape(context);
  }

  void paint(SceneItem.Tree tree) {
    Viewpoint camera = context.camera();
    double depth = camera.depth(tree.z());
    if (depth < 1) {
      return;
    }
    double scale = camera.scale(depth);
    double middle = camera.column(tree.x(), depth);
    double across = tree.height() * 0.74;
    double low = tree.height() * 0.24;
    Tint bark = context.front(depth);
    double thick = 0.028 * tree.height() * scale;
    Canvas canvas = context.canvas();
    double top = camera.row(tree.height() * 0.5, depth);
    double foot = camera.row(Math.max(StreetProfile.KERB, tree.hidden()), depth);
    if (tree.hidden() == 0 || clear(middle, depth)) {
      canvas.rect(middle - thick, top, middle + thick, foot, StreetClass.TREE, bark.of(0x5E5044));
      double lit = context.light().sunSide() * thick * 0.5;
      canvas.rect(
          middle + lit - thick * 0.4,
          top,
          middle + lit + thick * 0.4,
          foot,
          StreetClass.TREE,
          bark.of(0x7C6E5E));
    }
    double bottom = Math.min(foot, camera.row(low, depth));
    crown(tree, depth, middle, camera.row(low, depth), across * scale, bottom);
  }

  private boolean clear(double column, double depth) {
    int at = Math.max(0, Math.min(context.canvas().width() - 1, (int) column));
    return nearest.depth()[at] > depth;
  }

  void shadow(SceneItem.Tree tree) {
    double across = tree.height() * 0.74;
    double offset = -context.light().sunSide() * tree.height() * 0.5 * context.light().reach();
    int weight = (256 + 2 * context.light().shade()) / 3;
    for (int blot = 0; blot < 3; blot++) {
      double x = tree.x() + offset * (0.75 + 0.25 * blot);
      double z = tree.z() + (blot - 1) * across * 0.28;
      double radius = across * (blot == 1 ? 0.42 : 0.3);
      outline.begin();
      for (int i = 0; i < 14; i++) {
        double angle = i * Math.PI / 7;
        double wobble = radius * (1 + 0.14 * Math.sin(3 * angle + tree.kind() + blot));
        outline.corner(x + wobble * Math.cos(angle), 0, z + wobble * Math.sin(angle));
      }
      outline.darken(weight);
    }
  }

  private void crown(
      SceneItem.Tree tree, double depth, double middle, double foot, double size, double bottom) {
    Canvas canvas = context.canvas();
    int x0 = Math.max(0, Canvas.first(middle - size / 2));
    int x1 = Math.min(canvas.width(), Canvas.first(middle + size / 2));
    double tall = size * 1.03;
    int y0 = Math.max(0, Canvas.first(foot - tall));
    int y1 = Math.min(canvas.height(), Canvas.first(bottom));
    int level = Texture.levelFor(0.7 * Texture.SIZE / size);
    int[] texels = PlainTextures.SHARED.crown(tree.kind()).level(level);
    int edge = Texture.SIZE >> level;
    int step = (int) (edge * 65536 / tall);
    Tint lit = context.tint(Lighting.FULL, depth);
    Tint dim = context.tint((Lighting.FULL + context.light().shade()) / 2, depth);
    int[] pixels = canvas.pixels();
    int width = canvas.width();
    boolean sunLeft = context.light().sunSide() < 0;
    for (int x = x0; x < x1; x++) {
      int end = tree.hidden() > 0 ? Math.min(y1, nearest.hidesFrom(x, depth)) : y1;
      double u = (x + 0.5 - middle) / size + 0.5;
      int line = Math.max(0, Math.min(edge - 1, (int) (u * edge))) * edge;
      int weight = (int) (256 * (sunLeft ? u : 1 - u));
      int gain = lit.gain() + (((dim.gain() - lit.gain()) * weight) >> 8);
      int veil = Rgb.mix(lit.veil(), dim.veil(), weight) | (StreetClass.TREE.index() << 24);
      int texel = (int) ((foot - end + 0.5) / tall * edge * 65536);
      if (level == 0) {
        near(x, end, y0, texel, step, line, new Tint(gain, veil), texels);
        continue;
      }
      for (int at = (end - 1) * width + x; at >= y0 * width; at -= width, texel += step) {
        int rgb = texels[line + Math.min(edge - 1, texel >> 16)];
        if (rgb != 0) {
          pixels[at] = Rgb.scale(rgb, gain) + veil;
        }
      }
    }
  }

  /**
   * Nearby, a texel covers many pixels; within it, leaves get a ragged edge, the same each time.
   */
  private void near(
      int x, int end, int y0, int texel, int step, int line, Tint tint, int[] texels) {
    int[] pixels = context.canvas().pixels();
    int width = context.canvas().width();
    byte[] grain = Noise.GRAIN.levels();
    int finest = Texture.SIZE * Texture.SIZE - 1;
    int at = (end - 1) * width + x;
    for (int v = texel; at >= y0 * width; at -= width, v += step) {
      int ragged = grain[((line >> 7) * Noise.SIZE * 3 + (v >> 14)) & (grain.length - 1)];
      int row = Math.min(Texture.SIZE - 1, Math.max(0, (v + ragged * 900) >> 16));
      int rgb = texels[Math.min(finest, Math.max(0, line + (ragged / 50) * Texture.SIZE) + row)];
      if (rgb != 0) {
        pixels[at] = Rgb.scale(rgb, tint.gain()) + tint.veil();
      }
    }
  }
}
