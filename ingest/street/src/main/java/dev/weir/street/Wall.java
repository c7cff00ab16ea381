package dev.weir.street;

/**
 * An upright wall.
 *
 * @param shows its class
 * @param base metres above the road where it stands
 * @param height metres above the road where it ends
 * @param roof metres of a roof above it
 * @param bay width in metres of one texture
 * @param firstFloor height in metres of the lowest texture
 * @param floor height in metres of the others
 * @param light it gets, 0 to 256
 * @param solid whether it hides trees behind
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
  /** Which texture is where on a wall. */
  interface Skin {
    Texture at(int bay, int storey);
  }
}
