package dev.weir.street;

/** What there is in a street: CamVid's 11 classes, by the numbers that stand for them in a mask. */
public enum StreetClass {
  SKY(0),
  BUILDING(1),
  POLE(2),
  ROAD(3),
  PAVEMENT(4),
  TREE(5),
  SIGN(6),
  FENCE(7),
  CAR(8),
  PEDESTRIAN(9),
  BICYCLIST(10);

  private final int index;

  StreetClass(int index) {
    this.index = index;
  }

  /** The number that stands for it in a mask: 0 to 10. */
  public int index() {
    return index;
  }

  byte code() {
    return (byte) index;
  }
}
