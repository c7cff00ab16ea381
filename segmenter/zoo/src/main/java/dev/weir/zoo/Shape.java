package dev.weir.zoo;

import java.util.List;

/**
 * The shape of one feature map; the batch is not part of it.
 *
 * @param channels from 1
 * @param height rows, from 1
 * @param width columns, from 1
 */
public record Shape(int channels, int height, int width) {
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape %dx%dx%d: expected channels, height and width of at least 1"
              .formatted(channels, height, width));
    }
  }

  /** This map with other channels. */
  public Shape withChannels(int c) {
    return new Shape(c, height, width);
  }

  /** This map at another size. */
  public Shape resized(int h, int w) {
    return new Shape(channels, h, w);
  }

  /** This map divided by a stride, rounded up: the output of a padded convolution or pool. */
  public Shape strided(int stride) {
    return resized(ceilDiv(height, stride), ceilDiv(width, stride));
  }

  /** Maps of one size stacked by channel. */
  public static Shape concat(List<Shape> maps) {
    Shape first = maps.get(0);
    for (Shape map : maps) {
      if (map.height() != first.height() || map.width() != first.width()) {
        throw new IllegalArgumentException(
            "concat of %s and %s: expected the same height and width".formatted(first, map));
      }
    }
    return first.withChannels(maps.stream().mapToInt(Shape::channels).sum());
  }

  /** Checks that two maps have the same shape, and returns it. */
  public static Shape same(String operation, Shape a, Shape b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "%s of %s and %s: expected the same shape".formatted(operation, a, b));
    }
    return a;
  }

  /** Values of one image's map. */
  public long elements() {
    return (long) channels * height * width;
  }

  public static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
