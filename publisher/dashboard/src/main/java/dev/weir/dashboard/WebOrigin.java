package dev.weir.dashboard;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page comes from, as a browser says it in {@code Origin}: scheme, host and port. Host
 * names are in lower case, and in Punycode if they have other letters than ASCII. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535; the scheme's own if the text names none
 */
public record WebOrigin(String scheme, String host, int port) {
  private static final int MAX_PORT = 65535;
  private static final Pattern HOST_PORT =
      Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::([0-9]{1,5}))?");
  private static final Pattern URL = Pattern.compile("(https?)://([^/?#]*)(.*)");

  /**
   * An origin that a user typed.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  public static WebOrigin parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    Matcher url = URL.matcher(lower);
    if (!url.matches()) {
      throw refused(text, "");
    }
    String rest = url.group(3);
    if (!rest.isEmpty() && !rest.equals("/")) {
      throw refused(text, "; leave out " + rest);
    }
    return of(url.group(1), ascii(url.group(2))).orElseThrow(() -> refused(text, ""));
  }

  private static IllegalArgumentException refused(String text, String advice) {
    return new IllegalArgumentException(
        "expected scheme, host and port of the page's address, such as https://wall.example or"
            + " http://wall.example:8000, found '%s'%s".formatted(text, advice));
  }

  /** The value of an {@code Origin} header; empty if it names no web page, as {@code null} does. */
  static Optional<WebOrigin> ofHeader(String value) {
    Matcher url = URL.matcher(value.toLowerCase(Locale.ROOT));
    return url.matches() && url.group(3).isEmpty()
        ? of(url.group(1), url.group(2))
        : Optional.empty();
  }

  private static Optional<WebOrigin> of(String scheme, String authority) {
    Matcher m = HOST_PORT.matcher(authority);
    if (!m.matches()) {
      return Optional.empty();
    }
    int port = m.group(2) == null ? defaultPort(scheme) : Integer.parseInt(m.group(2));
    return port < 1 || port > MAX_PORT
        ? Optional.empty()
        : Optional.of(new WebOrigin(scheme, m.group(1), port));
  }

  private static String ascii(String authority) {
    try {
      return authority.startsWith("[") ? authority : IDN.toASCII(authority);
    } catch (IllegalArgumentException e) {
      return ""; // no name of a host, so no origin
    }
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** The host's name in a {@code Host} header, in lower case; null if the header makes no sense. */
  static @Nullable String hostName(@Nullable String hostHeader) {
    if (hostHeader == null) {
      return null;
    }
    Matcher m = HOST_PORT.matcher(hostHeader.toLowerCase(Locale.ROOT));
    return m.matches() ? m.group(1) : null;
  }

  /**
   * Whether a request with this {@code Host} header goes to the place that the page came from. The
   * scheme does not count: a proxy may have taken the encryption off.
   */
  boolean isServedAt(@Nullable String hostHeader) {
    return hostHeader != null
        && of(scheme, hostHeader.toLowerCase(Locale.ROOT)).map(o -> equals(o)).orElse(false);
  }

  /** As a browser writes it. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
  }
}
