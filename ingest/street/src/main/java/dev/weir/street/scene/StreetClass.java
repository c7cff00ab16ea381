package dev.weir.street.scene;

/** The class of a pixel: the eleven classes of CamVid, in the usual order. */
public enum StreetClass {
  /** Sky and clouds. */
  SKY(0),
  /** Houses, with their windows, doors and roofs. */
  BUILDING(1),
  /** Lamp posts and the posts of signs. */
  POLE(2),
  /** The roadway, with its markings. */
  ROAD(3),
  /** Pavement and curb. */
  PAVEMENT(4),
  /** Trees and hedges. */
  TREE(5),
  /** Faces of traffic signs, and traffic lights. */
  SIGN(6),
  /** Fences, railings and garden walls. */
  FENCE(7),
  /** Cars and vans, with windows and wheels. */
  CAR(8),
  /** Pedestrians. */
  PEDESTRIAN(9),
  /** Bicyclists, with the bicycle. */
  BICYCLIST(10);

  private final int index;

  StreetClass(int index) {
    this.index = index;
  }

  /** The value of this class in a mask, 0 to 10. */
  public int index() {
    return index;
  }
}
