package dev.weir.inference.proposals;

/**
 * A rectangle of a picture, in its pixels.
 *
 * @param x of its left column, from 0
 * @param y of its top row, from 0
 * @param width from 1
 * @param height from 1
 */
public record Box(int x, int y, int width, int height) {
  public Box {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "box %dx%d at %d, %d: expected at least 1x1 from 0, 0 on".formatted(width, height, x, y));
    }
  }

  /** Intersection over union with another, 0 to 1. */
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
   * What to look at to see what is in the box: the box widened about its middle, then on one side
   * more until it has an aspect, and moved into the picture. As large as the picture at most, then
   * of another aspect.
   *
   * @param margin how many times as wide and high, at least; from 1
   * @param aspect width over height
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
