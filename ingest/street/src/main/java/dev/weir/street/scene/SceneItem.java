package dev.weir.street.scene;

/** Something that stands or moves in the street. All are immutable. */
public sealed interface SceneItem {
  /** Meters along the street; farther items are painted first. */
  double z();

  /**
   * A car, parked or driving.
   *
   * @param x of its center
   * @param z of its center
   * @param make its shape and paint
   * @param turned whether its front faces the camera
   * @param braking whether its brake lights are on
   */
  record Car(double x, double z, Vehicle make, boolean turned, boolean braking)
      implements SceneItem {}

  /**
   * A tree in the pavement, a garden or a park.
   *
   * @param x of its trunk
   * @param z of its trunk
   * @param hidden meters above the ground that a fence in front of it hides; 0 without a fence
   * @param height in meters
   * @param kind of its crown
   */
  record Tree(double x, double z, double hidden, double height, int kind) implements SceneItem {}

  /**
   * A lamp post.
   *
   * @param x of its post
   * @param z of its post
   * @param side of the street; its arm points to the other side
   */
  record Lamp(double x, double z, int side) implements SceneItem {}

  /**
   * A traffic sign on its post.
   *
   * @param x of its post
   * @param z of its post
   * @param kind of its face
   * @param facing whether the camera sees its face rather than its back
   */
  record Sign(double x, double z, int kind, boolean facing) implements SceneItem {}

  /**
   * A traffic light on its post.
   *
   * @param x of its post
   * @param z of its post
   * @param side of the street
   */
  record Signal(double x, double z, int side) implements SceneItem {}

  /**
   * A bollard on a corner.
   *
   * @param x of its center
   * @param z of its center
   */
  record Bollard(double x, double z) implements SceneItem {}

  /**
   * A repair in the road, or a manhole.
   *
   * @param x of its center
   * @param z of its center
   * @param across meters from its center to its sides
   * @param along meters from its center to its ends
   * @param round whether it is an ellipse
   * @param weight remaining share of the road's color, 0 to 256
   */
  record Patch(double x, double z, double across, double along, boolean round, int weight)
      implements SceneItem {}

  /**
   * A pedestrian.
   *
   * @param x between the feet
   * @param z between the feet
   * @param away whether the camera sees the back
   * @param stride phase of the step, in radians
   * @param seed of build and clothes
   */
  record Walker(double x, double z, boolean away, double stride, long seed) implements SceneItem {}

  /**
   * A bicyclist, with the bicycle.
   *
   * @param x of the bicycle
   * @param z of the center of the bicycle
   * @param away whether the camera sees the back
   * @param stride phase of the pedals, in radians
   * @param seed of build and clothes
   */
  record Rider(double x, double z, boolean away, double stride, long seed) implements SceneItem {}
}
