package dev.weir.training.layout;

import dev.weir.frame.text.PixelSize;
import dev.weir.training.data.DataException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of rendered drives.
 *
 * @param first the lowest seed
 * @param last the highest seed
 * @param width of a picture
 * @param height of a picture
 * @param count pictures per epoch or score
 */
record StreetOptions(int first, int last, int width, int height, int count) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
  private static final Pattern COUNT = Pattern.compile("([1-9]\\d{0,7})");

  StreetOptions {
    if (last < first) {
      throw new DataException(
          "synthetic:street: seeds %d-%d, expected the lower first".formatted(first, last));
    }
  }

  /**
   * Parses the options of a user.
   *
   * @throws DataException if a value has another form
   */
  static StreetOptions of(Map<String, String> options) {
    Matcher seeds = matched(options, "seeds", StreetImages.DEFAULT_SEEDS, RANGE, "FIRST-LAST");
    PixelSize size = size(options);
    Matcher count = matched(options, "count", "200", COUNT, "a number from 1");
    return new StreetOptions(
        Integer.parseInt(seeds.group(1)),
        Integer.parseInt(seeds.group(2)),
        size.width(),
        size.height(),
        Integer.parseInt(count.group(1)));
  }

  /** Returns whether both have a seed in common. */
  boolean overlaps(StreetOptions other) {
    return first <= other.last && other.first <= last;
  }

  private static PixelSize size(Map<String, String> options) {
    try {
      return PixelSize.parse("size", options.getOrDefault("size", "480x360"));
    } catch (IllegalArgumentException e) {
      throw new DataException("synthetic:street: " + e.getMessage(), e);
    }
  }

  private static Matcher matched(
      Map<String, String> options, String key, String byDefault, Pattern pattern, String form) {
    String value = options.getOrDefault(key, byDefault);
    Matcher m = pattern.matcher(value);
    if (!m.matches()) {
      throw new DataException("synthetic:street: %s '%s', expected %s".formatted(key, value, form));
    }
    return m;
  }
}
