package dev.weir.street;

/** What a pixel of the street shows: the eleven classes of CamVid, in its usual order. */
public enum StreetClass {
  /** Sky and clouds. */
  SKY(0),
  /** Houses, with their windows, doors and roofs. */
  BUILDING(1),
  /** Lamp posts and the posts of signs. */
  POLE(2),
  /** The carriageway, with its markings. */
  ROAD(3),
  /** Pavement and kerb. */
  PAVEMENT(4),
  /** Trees and hedges. */
  TREE(5),
  /** Faces of traffic signs, and traffic lights. */
  SIGN(6),
  /** Fences, railings and garden walls. */
  FENCE(7),
  /** Cars and vans, with windows and wheels. */
  CAR(8),
  /** People on foot. */
  PEDESTRIAN(9),
  /** People on bicycles, with the bicycle. */
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
