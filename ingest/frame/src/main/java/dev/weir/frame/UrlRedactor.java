package dev.weir.frame;

import static dev.weir.frame.Redactor.HIDDEN;

import java.util.Locale;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link Redactor}'s rules for URLs and paths. */
final class UrlRedactor {
  // At least two letters: C:\clips is a path.
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):([/\\\\]*)(.*)", Pattern.DOTALL);
  private static final Set<String> NETWORK =
      Set.of(
          "rtsp", "rtsps", "rtspu", "rtspt", "http", "https", "rtmp", "rtmps", "rtp", "srt", "udp",
          "tcp", "tls", "ftp", "ftps", "sftp", "mms", "ws", "wss", "onvif", "smb", "whep", "whip");

  private static final Pattern URL_WITHIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:[/\\\\]");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Za-z:.%-]*]|[\\p{L}\\p{N}._-]*)(:\\d{0,5})?");
  private static final Pattern NAME_BEFORE_COLON =
      Pattern.compile("([A-Za-z0-9._-]{1,32}):.*", Pattern.DOTALL);
  private static final Pattern ADDRESS_WITH_PORT =
      Pattern.compile("[\\p{L}\\p{N}._-]+:\\d{1,5}([/?#].*)?", Pattern.DOTALL);
  private static final Pattern ROOTED =
      Pattern.compile("(/(?!/)|\\.{1,2}[/\\\\]|~|[A-Za-z]:[/\\\\]).*", Pattern.DOTALL);

  private static final Pattern NAMED_ADDRESS =
      Pattern.compile("[^/\\\\=]*=[^/\\\\]*:.*", Pattern.DOTALL);

  private static final Pattern HARMLESS = Pattern.compile("(?:[\\p{L}\\p{N}._~,+ -]|%20)*");
  private static final Pattern FEW_DIGITS = Pattern.compile("\\d{1,3}");
  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,32}");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?=.*\\d)(?=.*[A-Za-z])(?:(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_-]{16,}|[0-9A-Fa-f-]{16,}|[A-Za-z0-9]{24,})");

  private static final String SECRET_WORD =
      "(?:pass|pwd|psw|passwd|secret|token|key|auth|credential|signature|login|jaas)";
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*" + SECRET_WORD + ".*", Pattern.DOTALL);
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)(" + SECRET_WORD + "[A-Za-z0-9_.-]*\\s*=).*", Pattern.DOTALL);

  private static final Set<String> SHOWN =
      Set.of(
          "channel",
          "ch",
          "chn",
          "channelid",
          "subtype",
          "stream",
          "streamtype",
          "streamid",
          "profile",
          "resolution",
          "res",
          "size",
          "width",
          "height",
          "fps",
          "framerate",
          "rate",
          "quality",
          "compression",
          "bitrate",
          "codec",
          "videocodec",
          "video",
          "audio",
          "format",
          "type",
          "camera",
          "cam",
          "cameraid",
          "input",
          "source",
          "view",
          "mode",
          "proto",
          "transportmode",
          "user",
          "username",
          "usr",
          "action",
          "seed",
          "frames",
          "date",
          "time",
          "start",
          "end",
          "latency",
          "timeout");

  /**
   * A login whose colon and at sign are percent-encoded, as in {@code rtsp%3A%2F%2Fme%3A…%40host}.
   */
  private static final Pattern ENCODED_LOGIN = Pattern.compile("(?is).*%3A.*%40.*");

  private UrlRedactor() {}

  /** Redacts a source's URL or path. */
  static String url(String text) {
    if (text.indexOf('@') < 0 && ENCODED_LOGIN.matcher(text).matches()) {
      return HIDDEN;
    }
    Matcher m = SCHEME.matcher(text);
    if (!m.matches() || ADDRESS_WITH_PORT.matcher(text).matches()) {
      return ADDRESS_WITH_PORT.matcher(text).matches() ? network(text) : path(text);
    }
    String scheme = m.group(1);
    String slashes = m.group(2);
    String rest = m.group(3);
    String known = scheme.toLowerCase(Locale.ROOT);
    String shown;
    if (known.equals("file") || known.equals("v4l2")) {
      shown = path(slashes + rest);
    } else if (known.equals("synthetic")) {
      shown = slashes + tail(rest);
    } else if (!slashes.isEmpty() || NETWORK.contains(known)) {
      shown = slashes + network(rest);
    } else if (rest.indexOf('@') >= 0) { // user:password@host without a scheme
      shown = HIDDEN + "@" + network(rest.substring(rest.lastIndexOf('@') + 1));
    } else {
      shown = HIDDEN;
    }
    return scheme + ":" + shown;
  }

  /** Redacts one {@code name=value} of a URL. */
  static String parameter(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    if (!PARAMETER_NAME.matcher(name).matches() || TOKEN.matcher(name).matches()) {
      return HIDDEN;
    }
    if (equals < 0) {
      return name;
    }
    String value = parameter.substring(equals + 1);
    boolean known = SHOWN.contains(name.toLowerCase(Locale.ROOT)) && harmless(value);
    boolean number = !SECRET_NAME.matcher(name).matches() && FEW_DIGITS.matcher(value).matches();
    return name + "=" + (value.isEmpty() || known || number ? value : HIDDEN);
  }

  /** Redacts user, password, host, port, path, and parameters. */
  private static String network(String text) {
    int at = text.lastIndexOf('@');
    String user = at < 0 ? "" : user(text.substring(0, at)) + "@";
    String rest = text.substring(at + 1);
    int end = 0;
    while (end < rest.length() && "/\\?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return user + authority(rest.substring(0, end)) + tail(rest.substring(end));
  }

  static String user(String text) {
    Matcher m = NAME_BEFORE_COLON.matcher(text);
    return m.matches() ? m.group(1) + ":" + HIDDEN : HIDDEN;
  }

  private static String authority(String text) {
    Matcher m = HOST_AND_PORT.matcher(text);
    if (m.matches() && !TOKEN.matcher(m.group(1)).matches() && !tooLarge(m.group(2))) {
      return text;
    }
    return user(text); // user:password without a host
  }

  private static boolean tooLarge(@Nullable String port) {
    return port != null && port.length() > 1 && Integer.parseInt(port.substring(1)) > 65535;
  }

  /** Redacts the part after the host: path, parameters, fragment. */
  private static String tail(String text) {
    int fragment = text.indexOf('#');
    String bare = fragment < 0 ? text : text.substring(0, fragment);
    int query = bare.indexOf('?');
    StringBuilder shown = new StringBuilder();
    pieces(query < 0 ? bare : bare.substring(0, query), "/\\", shown, UrlRedactor::segment);
    if (query >= 0) {
      pieces(bare.substring(query), "?&;", shown, UrlRedactor::parameterOfQuery);
    }
    if (fragment >= 0) {
      shown.append('#').append(fragment + 1 < text.length() ? HIDDEN : "");
    }
    return shown.toString();
  }

  private static String parameterOfQuery(String before, String text) {
    int equals = text.indexOf('=');
    // A value without a name may be anything, and a password may contain a separator.
    boolean rest =
        SECRET_NAME.matcher(before).matches()
            && !SHOWN.contains(text.substring(0, Math.max(0, equals)).toLowerCase(Locale.ROOT))
            && !FEW_DIGITS.matcher(text.substring(equals + 1)).matches();
    return equals < 0 || rest ? HIDDEN : parameter(text);
  }

  /** Redacts a path segment. The segment after {@code /password/} is a password. */
  private static String segment(String before, String text) {
    if (SECRET_NAME.matcher(before).matches()) {
      return HIDDEN;
    }
    int equals = text.indexOf('=');
    if (equals < 0) {
      return harmless(text) ? text : HIDDEN;
    }
    Matcher secret = SECRET_PARAMETER.matcher(text);
    if (!secret.find()) {
      return parameter(text);
    }
    String name = text.substring(0, equals);
    boolean known = SHOWN.contains(name.toLowerCase(Locale.ROOT)) || secret.end(1) == equals + 1;
    return known && HARMLESS.matcher(name).matches()
        ? text.substring(0, secret.end(1)) + HIDDEN
        : HIDDEN;
  }

  private static boolean harmless(String text) {
    int dot = text.lastIndexOf('.');
    return HARMLESS.matcher(text).matches()
        && !TOKEN.matcher(text).matches()
        && !TOKEN.matcher(dot < 0 ? "" : text.substring(0, dot)).matches();
  }

  /** Redacts text with a URL inside it, such as {@code Front Door=rtsp://...}. */
  private static String withUrl(String text, int at) {
    String before = text.substring(0, at);
    boolean harmless = HARMLESS.matcher(before.replaceAll("[=\"'<]", "")).matches();
    return (harmless ? before : HIDDEN) + url(text.substring(at));
  }

  /** Redacts a file path: hides parameters that look secret, and a user before an @. */
  private static String path(String text) {
    Matcher url = URL_WITHIN.matcher(text);
    if (url.find() && url.start() > 0) {
      return withUrl(text, url.start());
    }
    int at = text.lastIndexOf('@');
    boolean rooted = ROOTED.matcher(text).matches();
    if (at >= 0 && !rooted) {
      return network(text);
    }
    if (!rooted && NAMED_ADDRESS.matcher(text).matches()) {
      return withUrl(text, text.indexOf('=') + 1);
    }
    String user = at < 0 ? "" : text.substring(0, at).replaceFirst("^[A-Za-z]:(?=[/\\\\])", "");
    if (user.indexOf(':') >= 0 || user.indexOf('=') >= 0) {
      return HIDDEN + text.substring(at);
    }
    StringBuilder shown = new StringBuilder();
    pieces(
        text,
        "/\\",
        shown,
        (before, piece) -> SECRET_PARAMETER.matcher(piece).replaceFirst("$1" + HIDDEN));
    return shown.toString();
  }

  /**
   * Replaces each piece between separators with the result of {@code piece}, which gets the
   * previous piece and this one. Separators stay.
   */
  private static void pieces(
      String text, String separators, StringBuilder shown, BinaryOperator<String> piece) {
    int from = 0;
    String before = "";
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        String part = text.substring(from, i);
        shown.append(part.isEmpty() ? "" : piece.apply(before, part));
        before = part;
        if (i < text.length()) {
          shown.append(text.charAt(i));
        }
        from = i + 1;
      }
    }
  }
}
