package dev.weir.frame;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which parts of a source's URL may be printed. A camera's password is part of its URL, and
 * often the URL is not valid. So this class does not parse the URL and hide its password. It shows
 * the parts that are known to be harmless and replaces everything else with {@value #HIDDEN}.
 * Thread-safe.
 *
 * <ul>
 *   <li>User and password are everything before the last {@code @}.
 *   <li>A parameter's value is shown if its name is a known one, such as {@code channel}, or if it
 *       is a number of at most three digits.
 *   <li>A path segment is shown unless it contains a parameter, a colon, or text that looks like a
 *       token.
 *   <li>Text without a scheme and {@code @} is a file path. It is shown, except for {@code
 *       password=...} and similar parameters.
 * </ul>
 */
public final class Redactor {
  /** Replaces text that is not shown. */
  public static final String HIDDEN = "***";

  private static final int MAX_LENGTH = 500; // characters of a URL or a name that are shown

  private static final int LONGEST = 4 * MAX_LENGTH; // no camera's URL has more

  // Repetitions that can start anywhere have an upper limit: text comes from strangers, and without
  // it a line of five million letters takes hours.
  private static final Pattern URL_START =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{1,40}):([/\\\\]+)");
  private static final Pattern USER_AT_HOST =
      Pattern.compile(
          "(?<![\\w*./\\\\:@-])([A-Za-z0-9._-]{1,32}):[^\\s/@'\"][^\\s'\"]{0,500}@(?=[\\w\\[*])");
  private static final Pattern SECRET_IN_TEXT =
      Pattern.compile(
          "(?i)((?:pass(?:word|wd|phrase)?|pwd|psw|secret|token|api[_-]?key|access[_-]?key|credentials?"
              + "|signature|jaas\\.config)\\s*=\\s*)(?!\\*\\*\\*)(?:\"[^\"]*\"|'[^']*'|[^\\s&;,'\")]+)");

  private Redactor() {}

  /** Redacts a source's URL or path. */
  public static String url(String url) {
    return url.length() > LONGEST ? HIDDEN : shortened(UrlRedactor.url(printable(url.strip())));
  }

  /** Redacts one {@code name=value} of a URL. */
  public static String parameter(String parameter) {
    return parameter.length() > LONGEST
        ? HIDDEN
        : shortened(UrlRedactor.parameter(printable(parameter)));
  }

  /** Redacts a user-given name so that an error may repeat it. */
  public static String name(String name) {
    String text = printable(name);
    boolean url =
        text.chars().anyMatch(c -> c == ':' || c == '@' || c == '=' || c == '%' || c == '\\');
    return url ? url(text) : shortened(text);
  }

  /**
   * Redacts any text, such as another library's message. Hides user and password of each URL in it,
   * whatever characters they contain, and the value of each {@code password=...} and similar
   * parameter. It cannot tell where a URL ends, so it hides everything between a URL's start and
   * the last {@code @}.
   */
  public static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    Matcher start = URL_START.matcher(text);
    int at = 0;
    while (start.find(at)) {
      int rest = start.end();
      int next = start.find(rest) ? start.start() : text.length();
      shown.append(text, at, rest);
      String span = text.substring(rest, next);
      int last = span.lastIndexOf('@');
      if (last >= 0) {
        shown.append(UrlRedactor.user(span.substring(0, last))).append(span.substring(last));
      } else {
        shown.append(span);
      }
      at = next;
    }
    shown.append(text.substring(at));
    String withoutUsers = USER_AT_HOST.matcher(shown).replaceAll("$1:" + HIDDEN + "@");
    return SECRET_IN_TEXT.matcher(withoutUsers).replaceAll("$1" + HIDDEN);
  }

  /**
   * Replaces characters that a terminal or a log would interpret with {@code ?}: control characters
   * and those that change the text direction.
   */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean unseen =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.SURROGATE
                      || type == Character.UNASSIGNED
                      || type == Character.PRIVATE_USE
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              shown.appendCodePoint(c == '\t' ? ' ' : unseen ? '?' : c);
            });
    return shown.toString();
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }
}
