package dev.weir.street.paint;

import dev.weir.street.scene.SceneItem;
import java.util.List;

/**
 * Darkens the ground under objects and where the road has been repaired. It runs before the first
 * object is painted; otherwise the shadow of a near object would cover an object behind it.
 */
final class GroundMarks {
  private final PaintContext context;
  private final ConvexShape outline;
  private final TreePainter trees;
  private final PersonPainter people;

  GroundMarks(PaintContext context, TreePainter trees, PersonPainter people) {
    this.context = context;
    this.trees = trees;
    this.people = people;
    outline = new ConvexShape(context);
  }

  void paint(List<SceneItem> items) {
    for (SceneItem item : items) {
      if (item instanceof SceneItem.Patch patch) {
        patch(patch);
      } else if (item instanceof SceneItem.Car car) {
        new CarBody(context, outline, car).shadow();
      } else if (item instanceof SceneItem.Tree tree
          && tree.hidden() == 0
          && sunny(tree.x(), tree.z())) {
        trees.shadow(tree);
      } else if (item instanceof SceneItem.Lamp lamp && sunny(lamp.x(), lamp.z())) {
        post(lamp.x(), lamp.z(), 7.4, 0.07);
      } else if (item instanceof SceneItem.Sign sign && sunny(sign.x(), sign.z())) {
        post(sign.x(), sign.z(), 2.9, 0.05);
      } else if (item instanceof SceneItem.Walker walker) {
        people.shadow(walker.x(), walker.z(), 0.3, 0.3);
      } else if (item instanceof SceneItem.Rider rider) {
        people.shadow(rider.x(), rider.z(), 0.3, 0.9);
      }
    }
  }

  /** An object in the shadow of a house casts no shadow of its own. */
  private boolean sunny(double x, double z) {
    return context.shadows().on(x - context.light().sunSide(), z) < 128;
  }

  private void patch(SceneItem.Patch patch) {
    int corners = patch.round() ? 14 : 4;
    double turn = patch.round() ? 0 : Math.PI / 4;
    double grow = patch.round() ? 1 : Math.sqrt(2);
    outline.begin();
    for (int i = 0; i < corners; i++) {
      double angle = turn + 2 * Math.PI * i / corners;
      double x = patch.x() + grow * patch.across() * Math.cos(angle);
      outline.corner(x, 0, patch.z() + grow * patch.along() * Math.sin(angle));
    }
    outline.darken(patch.weight());
  }

  private void post(double x, double z, double height, double radius) {
    double reach = -context.light().sunSide() * height * context.light().reach();
    double back = -0.2 * height;
    outline.begin().corner(x, 0, z - radius).corner(x, 0, z + radius);
    outline.corner(x + reach, 0, z + back + radius).corner(x + reach, 0, z + back - radius);
    outline.darken((256 + 2 * context.light().shade()) / 3);
  }
}
