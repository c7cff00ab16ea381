package dev.weir.inference.proposals;

/**
 * A rectangle of an image, in pixels.
 *
 * @param x left column, from 0
 * @param y top row, from 0
 * @param width width, from 1
 * @param height height, from 1
 */
public record Box(int x, int y, int width, int height) {
  public Box {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "box %dx%d at %d, %d: expected at least 1x1 pixels at a position from 0, 0"
              .formatted(width, height, x, y));
    }
  }

  /** Returns the intersection over union with another box, 0 to 1. */
  public double overlap(Box other) {
    int across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    int down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (across <= 0 || down <= 0) {
      return 0;
    }
    double common = (double) across * down;
    return common / ((double) width * height + (double) other.width * other.height - common);
  }

  /**
   * Returns the view that shows the box: the box enlarged around its center, extended to the aspect
   * ratio, and moved inside the image. If the image is smaller than the view, the view is cut to
   * the image and its aspect ratio changes.
   *
   * @param margin minimum width and height relative to the box, from 1
   * @param aspect aspect ratio, width over height
   */
  public Box view(double margin, double aspect, int pictureWidth, int pictureHeight) {
    double wide = Math.max(width, height * aspect) * margin;
    double high = wide / aspect;
    int viewWidth = within(1, Math.round(wide), pictureWidth);
    int viewHeight = within(1, Math.round(high), pictureHeight);
    return new Box(
        within(0, Math.round(x + (width - wide) / 2), pictureWidth - viewWidth),
        within(0, Math.round(y + (height - high) / 2), pictureHeight - viewHeight),
        viewWidth,
        viewHeight);
  }

  private static int within(int least, long value, int max) {
    return (int) Math.max(least, Math.min(max, value));
  }
}
