package dev.weir.street.paint;

import dev.weir.street.scene.StreetClass;
import dev.weir.street.texture.Texture;

/**
 * An upright wall.
 *
 * @param shows its class
 * @param base meters from the road up to its bottom
 * @param height meters from the road up to its top
 * @param roof height in meters of the roof above it
 * @param bay width in meters of one texture
 * @param firstFloor height in meters of the lowest texture
 * @param floor height in meters of the other textures
 * @param light on it, 0 to 256
 * @param solid whether it hides trees behind it
 * @param skin its textures
 */
record Wall(
    StreetClass shows,
    double base,
    double height,
    double roof,
    double bay,
    double firstFloor,
    double floor,
    int light,
    boolean solid,
    Skin skin) {
  /** The textures of the parts of a wall. */
  interface Skin {
    Texture at(int bay, int storey);
  }
}
