package dev.weir.cli.options;

import dev.weir.cli.shell.UsageException;
import java.util.Collections;
import java.util.List;

/** Parses means and standard deviations of pixels: one number, or one per channel. */
public final class ChannelValues {
  private static final int CHANNELS = 3;

  private ChannelValues() {}

  /**
   * Returns one value per channel.
   *
   * @throws UsageException if there are neither one nor three values, or one is not from 0 to 1
   */
  public static List<Float> of(String option, List<Float> given) {
    String text = String.join(",", given.stream().map(String::valueOf).toList());
    if (given.size() != 1 && given.size() != CHANNELS) {
      throw new UsageException(
          "%s %s: expected one number, or three separated by commas, found %d"
              .formatted(option, text, given.size()));
    }
    if (given.stream().anyMatch(number -> !(number >= 0 && number <= 1))) {
      throw new UsageException(
          "%s %s: expected fractions of 255, from 0 to 1; if the values are for pixels of 0 to 255, divide by 255"
              .formatted(option, text));
    }
    return given.size() == 1 ? Collections.nCopies(CHANNELS, given.get(0)) : given;
  }
}
