package dev.weir.zoo;

import dev.weir.frame.text.PixelSize;

/**
 * The size that a network works at, in pixels.
 *
 * @param width 32 to 8192
 * @param height 32 to 8192
 */
public record InputSize(int width, int height) {
  private static final int MIN = 32;
  private static final int MAX = 8192;

  public InputSize {
    if (width < MIN || height < MIN || width > MAX || height > MAX) {
      throw new IllegalArgumentException(
          "working size %dx%d: expected width and height of %d to %d pixels"
              .formatted(width, height, MIN, MAX));
    }
  }

  /**
   * Reads {@code WxH}, for example {@code 480x352}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static InputSize parse(String text) {
    PixelSize size = PixelSize.parse("working size", text);
    return new InputSize(size.width(), size.height());
  }

  /** As {@code WxH}. */
  @Override
  public String toString() {
    return new PixelSize(width, height).toString();
  }
}
