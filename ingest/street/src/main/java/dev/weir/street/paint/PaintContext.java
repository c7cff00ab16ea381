package dev.weir.street.paint;

import dev.weir.street.scene.HouseShadows;
import dev.weir.street.scene.Lighting;

/**
 * One picture that is being painted.
 *
 * @param camera its position and projection
 * @param light of the scene
 * @param shadows of the houses
 * @param canvas to paint on
 * @param plain whether only classes matter, so painters may omit texture
 */
public record PaintContext(
    Viewpoint camera, Lighting light, HouseShadows shadows, Canvas canvas, boolean plain) {
  /** The appearance of a color under an amount of light (0 to 256) at a depth. */
  Tint tint(int brightness, double depth) {
    return Tint.of(light, brightness, depth);
  }

  /** The appearance of a color on an upright surface that faces the camera. */
  Tint front(double depth) {
    return Tint.of(light, light.onFront(), depth);
  }

  /** Light that reaches an object at a position in spite of house shadows, 0 to 256. */
  int sunAt(double x, double z) {
    return plain ? 256 : 256 - ((shadows.on(x, z) * (256 - light.shade()) * 3) >> 10);
  }
}
