package dev.weir.frame.text;

import java.util.Arrays;
import java.util.List;

/**
 * The parameters after the question mark of a source or a data set: {@code key=value&key=value}.
 * Values are taken as written, without percent decoding.
 */
public final class QueryParameters {
  /**
   * One parameter.
   *
   * @param text the parameter as written
   * @param key the text before the first equals sign; all of it if there is none
   * @param value the text after the first equals sign; empty if there is none
   */
  public record Parameter(String text, String key, String value) {}

  private QueryParameters() {}

  /** Returns the parameters in the order of the text. Empty ones are left out. */
  public static List<Parameter> of(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(text -> !text.isEmpty())
        .map(QueryParameters::parameter)
        .toList();
  }

  private static Parameter parameter(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Parameter(text, text, "")
        : new Parameter(text, text.substring(0, equals), text.substring(equals + 1));
  }
}
