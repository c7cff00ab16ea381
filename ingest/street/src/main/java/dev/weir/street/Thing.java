package dev.weir.street;

/** Something that stands or moves in the street. */
interface Thing {
  /** How far from the camera its nearest part is, metres. */
  double z();

  /** How far away its farthest part is, metres. */
  default double far() {
    return z();
  }

  /** Paints it; what is nearer comes later. */
  void paint(Canvas canvas, View view, Light light);
}
