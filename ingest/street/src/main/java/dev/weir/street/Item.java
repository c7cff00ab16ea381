package dev.weir.street;

/** Something that stands or moves in the street. All are immutable. */
sealed interface Item {
  /** Metres along the street; what is farther is painted first. */
  double z();

  /**
   * A car, parked or driving.
   *
   * @param x of its middle
   * @param z of its middle
   * @param make what it looks like
   * @param turned whether its front is towards the camera
   * @param braking whether its brake lights are on
   */
  record Car(double x, double z, Vehicle make, boolean turned, boolean braking) implements Item {}

  /**
   * A tree in the pavement, a garden or a park.
   *
   * @param x of its trunk
   * @param z of its trunk
   * @param hidden metres from the ground up that a fence before it hides; 0 when none does
   * @param height metres to its top
   * @param kind of its crown
   */
  record Tree(double x, double z, double hidden, double height, int kind) implements Item {}

  /**
   * A lamp post.
   *
   * @param x of its post
   * @param z of its post
   * @param side of the street; its arm reaches to the other
   */
  record Lamp(double x, double z, int side) implements Item {}

  /**
   * A traffic sign on its post.
   *
   * @param x of its post
   * @param z of its post
   * @param kind of its face
   * @param facing whether the camera sees its face, not its back
   */
  record Sign(double x, double z, int kind, boolean facing) implements Item {}

  /**
   * A traffic light on its post.
   *
   * @param x of its post
   * @param z of its post
   * @param side of the street
   */
  record Signal(double x, double z, int side) implements Item {}

  /**
   * A bollard on a corner.
   *
   * @param x of its middle
   * @param z of its middle
   */
  record Bollard(double x, double z) implements Item {}

  /**
   * A repair in the road, or a manhole.
   *
   * @param x of its middle
   * @param z of its middle
   * @param across metres from its middle to its sides
   * @param along metres from its middle to its ends
   * @param round whether it is an ellipse
   * @param weight what it leaves of the road's colour, 0 to 256
   */
  record Patch(double x, double z, double across, double along, boolean round, int weight)
      implements Item {}

  /**
   * Someone on foot.
   *
   * @param x between the feet
   * @param z between the feet
   * @param away whether the camera sees the back
   * @param stride where in a step, in radians
   * @param seed of build and clothes
   */
  record Walker(double x, double z, boolean away, double stride, long seed) implements Item {}

  /**
   * Someone on a bicycle, with the bicycle.
   *
   * @param x of the bicycle
   * @param z of the bicycle's middle
   * @param away whether the camera sees the back
   * @param stride where in a turn of the pedals, in radians
   * @param seed of build and clothes
   */
  record Rider(double x, double z, boolean away, double stride, long seed) implements Item {}
}
