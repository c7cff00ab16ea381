package dev.weir.frame.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as users write it: a whole number and its unit, {@code ms} or {@code s}. */
public final class DurationText {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s)");

  private DurationText() {}

  /**
   * Reads a duration, for example {@code 2ms} or {@code 10s}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static Duration parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'%s': expected a time such as 2ms or 10s".formatted(text));
    }
    long value = Long.parseLong(m.group(1));
    return m.group(2).equals("s") ? Duration.ofSeconds(value) : Duration.ofMillis(value);
  }
}
