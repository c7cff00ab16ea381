package dev.weir.zoo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size that a network works at, in pixels.
 *
 * @param width 32 to 8192
 * @param height 32 to 8192
 */
public record InputSize(int width, int height) {
  private static final int MIN = 32;
  private static final int MAX = 8192;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

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
    Matcher m = TEXT.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "working size '%s': expected WIDTHxHEIGHT in pixels, for example 480x352"
              .formatted(text));
    }
    return new InputSize(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
  }

  /** As {@code WxH}. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
