package dev.weir.frame;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as it may be printed: the one place that decides what of a source's URL is shown. A camera's
 * password stands in its URL, often in a URL that is no valid one, so this does not parse and then
 * hide: it shows the forms that it knows to be harmless, and {@value #HIDDEN} for everything else.
 * Thread-safe.
 *
 * <ul>
 *   <li>User and password are all that comes before the last {@code @}.
 *   <li>A parameter's value is shown if its name is a known one, such as {@code channel}, or if it
 *       is a number of three digits at most.
 *   <li>A part of a path is shown unless it holds a parameter, a colon or what looks like a token.
 *   <li>What has no scheme and no {@code @} is a file's path, and is shown but for {@code
 *       password=...} and the like.
 * </ul>
 */
public final class Redactor {
  /** Stands for what is not shown. */
  public static final String HIDDEN = "***";

  private static final int MOST = 500; // characters of a URL or a name that are shown

  private static final int LONGEST = 4 * MOST; // no camera's URL has more

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

  /** A source's URL or path. */
  public static String url(String url) {
    return url.length() > LONGEST ? HIDDEN : shortened(UrlRedactor.url(printable(url.strip())));
  }

  /** One {@code name=value} of a URL. */
  public static String parameter(String parameter) {
    return parameter.length() > LONGEST
        ? HIDDEN
        : shortened(UrlRedactor.parameter(printable(parameter)));
  }

  /** A name that somebody gave to something, as an error may repeat it. */
  public static String name(String name) {
    String text = printable(name);
    boolean url = text.chars().anyMatch(c -> c == ':' || c == '@' || c == '=' || c == '\\');
    return url ? url(text) : shortened(text);
  }

  /**
   * Text of any kind, such as another library's message: hides user and password of each URL in it,
   * whatever they hold, and the value of each {@code password=...} and the like. It does not know
   * where a URL ends, so it hides all that stands between a URL's start and the last {@code @}.
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
   * The text without bytes that a terminal or a log would act upon: control characters, and those
   * that turn the direction of writing, become {@code ?}.
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
    return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
  }
}
