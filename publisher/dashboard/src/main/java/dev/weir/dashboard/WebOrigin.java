package dev.weir.dashboard;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a web page, as a browser sends it in {@code Origin}: scheme, host and port. Host
 * names are lowercase, and in Punycode if they contain non-ASCII letters. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535; the scheme's default if the text has none
 */
public record WebOrigin(String scheme, String host, int port) {
  private static final int MAX_PORT = 65535;
  private static final Pattern HOST_PORT =
      Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::([0-9]{1,5}))?");
  private static final Pattern URL = Pattern.compile("(https?)://([^/?#]*)(.*)");

  /**
   * Parses an origin typed by a user.
   *
   * @throws IllegalArgumentException if it is not an origin; the message names the expected form
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

  /** Parses an {@code Origin} header; empty if it names no web page, such as {@code null}. */
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
    String host = relative(m.group(1));
    return port < 1 || port > MAX_PORT || host.isEmpty()
        ? Optional.empty()
        : Optional.of(new WebOrigin(scheme, host, port));
  }

  /** Returns the name without the dot that marks it as fully qualified: it is the same host. */
  private static String relative(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String ascii(String authority) {
    try {
      return authority.startsWith("[") ? authority : IDN.toASCII(authority);
    } catch (IllegalArgumentException e) {
      return ""; // not a host name, so not an origin
    }
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Returns the lowercase host name of a {@code Host} header; null if the header is invalid. */
  static @Nullable String hostName(@Nullable String hostHeader) {
    if (hostHeader == null) {
      return null;
    }
    Matcher m = HOST_PORT.matcher(hostHeader.toLowerCase(Locale.ROOT));
    return m.matches() ? relative(m.group(1)) : null;
  }

  /**
   * Returns whether a request with this {@code Host} header goes to the server that the page came
   * from. The scheme is ignored: a proxy may have terminated TLS.
   */
  boolean isServedAt(@Nullable String hostHeader) {
    return hostHeader != null
        && of(scheme, hostHeader.toLowerCase(Locale.ROOT)).map(o -> equals(o)).orElse(false);
  }

  /** Returns the origin in the form that browsers send. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
  }
}
