package dev.weir.capture.source;

import dev.weir.frame.text.PixelSize;

/**
 * A picture's size in pixels.
 *
 * @param width 16 to 8192
 * @param height 16 to 8192
 */
public record FrameSize(int width, int height) {
  public FrameSize {
    if (width < 16 || height < 16 || width > 8192 || height > 8192) {
      throw new IllegalArgumentException(
          "size %dx%d: expected width and height of 16 to 8192 pixels".formatted(width, height));
    }
  }

  /**
   * Reads {@code WIDTHxHEIGHT}, for example {@code 640x480}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static FrameSize parse(String text) {
    PixelSize size = PixelSize.parse("size", text);
    return new FrameSize(size.width(), size.height());
  }

  @Override
  public String toString() {
    return new PixelSize(width, height).toString();
  }
}
