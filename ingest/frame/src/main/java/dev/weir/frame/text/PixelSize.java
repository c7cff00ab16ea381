package dev.weir.frame.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in pixels as users write it: {@code WIDTHxHEIGHT}. The caller checks the range.
 *
 * @param width 0 to 99999
 * @param height 0 to 99999
 */
public record PixelSize(int width, int height) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

  /**
   * Reads {@code WIDTHxHEIGHT}, for example {@code 640x480}.
   *
   * @param name what the size is called in the message
   * @throws IllegalArgumentException if the text is something else
   */
  public static PixelSize parse(String name, String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "%s '%s': expected WIDTHxHEIGHT in pixels, for example 640x480".formatted(name, text));
    }
    return new PixelSize(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
  }

  /** Returns the form that {@link #parse} reads. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
