package dev.weir.capture;

import java.util.regex.Pattern;

/** URLs as they may be printed: a camera's password often stands in its URL. */
final class ShownUrl {
  // To the last @: a password with a slash in it is no valid URL, and gets printed by the error
  // that says so.
  private static final Pattern PASSWORD = Pattern.compile("://([^:/@\\s]*):(?!\\d+/[^@]*$)\\S*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&][^=&#\\s]*(?:pass|pwd|token|secret|key|auth)[^=&#\\s]*=)[^&#\\s]*");

  private ShownUrl() {}

  /** The URL with {@code ***} for its password and for parameters that look like one. */
  static String of(String url) {
    String shown = PASSWORD.matcher(url).replaceFirst("://$1:***@");
    return PARAMETER.matcher(shown).replaceAll("$1***");
  }
}
