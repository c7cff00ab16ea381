package dev.weir.street;

/**
 * One picture while it is painted.
 *
 * @param camera where from
 * @param light under what
 * @param shadows where houses keep the sun off
 * @param canvas onto what
 * @param plain whether only classes matter, and painters may leave out texture
 */
record Shot(Camera camera, Light light, HouseShadows shadows, Canvas canvas, boolean plain) {
  /** How a colour under so much light (0 to 256) looks at a depth. */
  Tint tint(int brightness, double depth) {
    return Tint.of(light, brightness, depth);
  }

  /** How a colour of something upright that faces the camera looks. */
  Tint front(double depth) {
    return Tint.of(light, light.onFront(), depth);
  }

  /** What light a house's shadow leaves to a thing that stands at a place, 0 to 256. */
  int sunAt(double x, double z) {
    return plain ? 256 : 256 - ((shadows.on(x, z) * (256 - light.shade()) * 3) >> 10);
  }
}
