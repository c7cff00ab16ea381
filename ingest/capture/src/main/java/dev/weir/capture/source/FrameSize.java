package dev.weir.capture.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture's size in pixels.
 *
 * @param width 16 to 8192
 * @param height 16 to 8192
 */
public record FrameSize(int width, int height) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

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
    Matcher m = TEXT.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "size '%s': expected WIDTHxHEIGHT in pixels, for example 640x480".formatted(text));
    }
    return new FrameSize(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
