package dev.weir.street.paint;

import dev.weir.street.scene.SceneItem;
import dev.weir.street.scene.StreetClass;
import dev.weir.street.scene.StreetProfile;
import dev.weir.street.texture.Rgb;

/** Paints lamp posts, traffic signs and traffic lights. */
final class FurniturePainter {
  private static final int STEEL = 0x6A6E70;
  private static final int BACK = 0x9A9C9C;

  private final PaintContext context;
  private final double[] columns = new double[8];
  private final double[] rows = new double[8];

  FurniturePainter(PaintContext context) {
    this.context = context;
  }

  void paint(SceneItem.Lamp lamp) {
    double depth = context.camera().depth(lamp.z());
    if (depth < Viewpoint.NEAR) {
      return;
    }
    Tint tint = context.front(depth);
    post(lamp.x(), depth, 0, 1.2, 0.1, tint);
    post(lamp.x(), depth, 1.2, 7.4, 0.062, tint);
    Viewpoint camera = context.camera();
    double reach = -1.5 * lamp.side();
    double scale = camera.scale(depth);
    double root = camera.column(lamp.x(), depth);
    double tip = camera.column(lamp.x() + reach, depth);
    double thick = Math.max(0.5, 0.05 * scale);
    bar(root, camera.row(7.35, depth), tip, camera.row(7.65, depth), thick, tint.of(STEEL));
    double end = camera.column(lamp.x() + reach * 1.4, depth);
    bar(tip, camera.row(7.62, depth), end, camera.row(7.66, depth), 2 * thick, tint.of(0x9EA2A2));
  }

  void paint(SceneItem.Bollard bollard) {
    double depth = context.camera().depth(bollard.z());
    if (depth >= Viewpoint.NEAR) {
      post(bollard.x(), depth, 0, 1.0, 0.07, context.front(depth));
    }
  }

  private void bar(double x0, double y0, double x1, double y1, double thick, int rgb) {
    columns[0] = x0;
    columns[1] = x1;
    columns[2] = x1;
    columns[3] = x0;
    rows[0] = y0 - thick;
    rows[1] = y1 - thick;
    rows[2] = y1 + thick;
    rows[3] = y0 + thick;
    context.canvas().fill(columns, rows, 4, StreetClass.POLE, rgb, rgb);
  }

  /** An upright post, at least a pixel wide so that it does not flicker. */
  private void post(double x, double depth, double low, double high, double radius, Tint tint) {
    Viewpoint camera = context.camera();
    double middle = camera.column(x, depth);
    double half = Math.max(0.5, radius * camera.scale(depth));
    double top = camera.row(high, depth);
    double foot = camera.row(low == 0 ? StreetProfile.KERB : low, depth);
    Canvas canvas = context.canvas();
    canvas.rect(middle - half, top, middle + half, foot, StreetClass.POLE, tint.of(STEEL));
    double lit = middle + context.light().sunSide() * half * 0.5;
    int bright = tint.of(Rgb.lift(STEEL, 40));
    canvas.rect(lit - half * 0.3, top, lit + half * 0.3, foot, StreetClass.POLE, bright);
  }

  void paint(SceneItem.Sign sign) {
    Viewpoint camera = context.camera();
    double depth = camera.depth(sign.z());
    if (depth < Viewpoint.NEAR) {
      return;
    }
    Tint tint = context.front(depth);
    post(sign.x(), depth, 0, 2.9, 0.04, tint);
    double column = camera.column(sign.x(), depth);
    double row = camera.row(2.65, depth);
    double size = 0.36 * camera.scale(depth);
    if (!sign.facing()) {
      round(column, row, size, tint.of(BACK));
      return;
    }
    switch (sign.kind()) {
      case 0 -> triangle(column, row, -size * 1.15, tint);
      case 1 -> speedLimit(column, row, size, tint);
      case 2 -> parking(column, row, size, tint);
      case 3 -> triangle(column, row, size * 1.15, tint);
      default -> noEntry(column, row, size, tint);
    }
  }

  private void round(double column, double row, double size, int rgb) {
    context.canvas().ellipse(column, row, size, size, StreetClass.SIGN, rgb, rgb);
  }

  private void block(double column, double row, double across, double down, int rgb) {
    context
        .canvas()
        .rect(column - across, row - down, column + across, row + down, StreetClass.SIGN, rgb);
  }

  private void speedLimit(double column, double row, double size, Tint tint) {
    round(column, row, size, tint.of(0xC8201E));
    round(column, row, size * 0.76, tint.of(0xF2F2EE));
    int ink = tint.of(0x1A1A1A);
    block(column - size * 0.26, row, size * 0.16, size * 0.36, ink);
    block(column + size * 0.26, row, size * 0.18, size * 0.36, ink);
    block(column + size * 0.26, row, size * 0.07, size * 0.24, tint.of(0xF2F2EE));
  }

  private void parking(double column, double row, double size, Tint tint) {
    block(column, row, size * 0.95, size * 1.25, tint.of(0xF0F0EC));
    block(column, row, size * 0.88, size * 1.18, tint.of(0x1E56A8));
    int ink = tint.of(0xF4F4F0);
    block(column - size * 0.25, row, size * 0.12, size * 0.75, ink);
    context
        .canvas()
        .ellipse(
            column + size * 0.08,
            row - size * 0.35,
            size * 0.42,
            size * 0.4,
            StreetClass.SIGN,
            ink,
            ink);
    round(column + size * 0.06, row - size * 0.35, size * 0.2, tint.of(0x1E56A8));
  }

  private void noEntry(double column, double row, double size, Tint tint) {
    round(column, row, size, tint.of(0xC01C1C));
    block(column, row, size * 0.68, size * 0.17, tint.of(0xF2F2EE));
  }

  /** With a positive size it points up (warning), with a negative size down (yield). */
  private void triangle(double column, double row, double size, Tint tint) {
    corner(column, row, size, tint.of(0xC8201E));
    corner(column, row + size * 0.06, size * 0.62, tint.of(0xF2F2EE));
    if (size > 0) {
      block(column, row + size * 0.12, size * 0.07, size * 0.26, tint.of(0x1A1A1A));
    }
  }

  private void corner(double column, double row, double size, int rgb) {
    columns[0] = column;
    columns[1] = column + size;
    columns[2] = column - size;
    rows[0] = row - size;
    rows[1] = row + size * 0.75;
    rows[2] = row + size * 0.75;
    context.canvas().fill(columns, rows, 3, StreetClass.SIGN, rgb, rgb);
  }

  void paint(SceneItem.Signal signal) {
    Viewpoint camera = context.camera();
    double depth = camera.depth(signal.z());
    if (depth < Viewpoint.NEAR) {
      return;
    }
    Tint tint = context.front(depth);
    double scale = camera.scale(depth);
    post(signal.x(), depth, 0, 3.4, 0.06, tint);
    double column = camera.column(signal.x(), depth);
    double row = camera.row(2.95, depth);
    block(column, row, 0.24 * scale, 0.6 * scale, tint.of(0x2E3032));
    block(column, row, 0.2 * scale, 0.54 * scale, tint.of(0x141516));
    // The drive never stops, so the lights it sees are green.
    int[] lit = {0xFF3A28, 0xFFB020, 0x38E08A};
    for (int lamp = 0; lamp < 3 && signal.side() < 0; lamp++) {
      int rgb = lamp == 2 ? lit[lamp] : Rgb.scale(lit[lamp], 60);
      round(column, row + (lamp - 1) * 0.34 * scale, 0.12 * scale, tint.of(rgb));
    }
  }
}
