package dev.weir.street;

import java.util.List;

/** Paints everything that stands or moves in the street, with the painter for its kind. */
final class ItemPainter {
  private final Shot shot;
  private final Outline outline;
  private final TreePainter trees;
  private final FurniturePainter furniture;
  private final PersonPainter people;

  /**
   * @param nearest houses of this shot
   */
  ItemPainter(Shot shot, Nearest nearest) {
    this.shot = shot;
    outline = new Outline(shot);
    trees = new TreePainter(shot, nearest);
    furniture = new FurniturePainter(shot);
    people = new PersonPainter(shot);
  }

  /**
   * @param items from far to near
   */
  void paint(List<Item> items) {
    if (!shot.plain()) {
      new GroundMarks(shot, trees, people).paint(items);
    }
    items.forEach(this::paint);
  }

  private void paint(Item item) {
    if (item instanceof Item.Car car) {
      new CarBody(shot, outline, car).paint();
    } else if (item instanceof Item.Tree tree) {
      trees.paint(tree);
    } else if (item instanceof Item.Lamp lamp) {
      furniture.paint(lamp);
    } else if (item instanceof Item.Sign sign) {
      furniture.paint(sign);
    } else if (item instanceof Item.Signal signal) {
      furniture.paint(signal);
    } else if (item instanceof Item.Bollard bollard) {
      furniture.paint(bollard);
    } else if (item instanceof Item.Walker walker) {
      people.paint(walker);
    } else if (item instanceof Item.Rider rider) {
      people.paint(rider);
    }
  }
}
