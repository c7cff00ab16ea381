package dev.weir.street.paint;

import dev.weir.street.scene.SceneItem;
import java.util.List;

/** Paints everything that stands or moves in the street, with the painter for its kind. */
public final class ItemPainter {
  private final PaintContext context;
  private final ConvexShape outline;
  private final TreePainter trees;
  private final FurniturePainter furniture;
  private final PersonPainter people;

  /**
   * @param nearest houses of this shot
   */
  public ItemPainter(PaintContext context, NearestHouses nearest) {
    this.context = context;
    outline = new ConvexShape(context);
    trees = new TreePainter(context, nearest);
    furniture = new FurniturePainter(context);
    people = new PersonPainter(context);
  }

  /**
   * Paints them in this order.
   *
   * @param items from far to near
   */
  public void paint(List<SceneItem> items) {
    if (!context.plain()) {
      new GroundMarks(context, trees, people).paint(items);
    }
    items.forEach(this::paint);
  }

  private void paint(SceneItem item) {
    if (item instanceof SceneItem.Car car) {
      new CarBody(context, outline, car).paint();
    } else if (item instanceof SceneItem.Tree tree) {
      trees.paint(tree);
    } else if (item instanceof SceneItem.Lamp lamp) {
      furniture.paint(lamp);
    } else if (item instanceof SceneItem.Sign sign) {
      furniture.paint(sign);
    } else if (item instanceof SceneItem.Signal signal) {
      furniture.paint(signal);
    } else if (item instanceof SceneItem.Bollard bollard) {
      furniture.paint(bollard);
    } else if (item instanceof SceneItem.Walker walker) {
      people.paint(walker);
    } else if (item instanceof SceneItem.Rider rider) {
      people.paint(rider);
    }
  }
}
