package dev.weir.capture.source;

import dev.weir.frame.Redactor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A source's URL, checked as far as possible without opening it.
 *
 * @param kind the kind of source
 * @param target the source's address: an absolute path, a URL, or a device
 * @param shown the URL without its password
 */
public record SourceUrl(Kind kind, String target, String shown) {
  /** Returns the URL without its password. */
  @Override
  public String toString() {
    return shown;
  }

  /** The kind of a source. */
  public enum Kind {
    FILE,
    RTSP,
    HTTP,
    V4L2,
    STREET
  }

  // At least two letters: C:\clips is a path.
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);
  private static final String EXPECTED =
      "expected a file, rtsp://, rtsps://, http://, https://, v4l2:/dev/video0 or synthetic:street";

  /**
   * Parses and checks a URL.
   *
   * @throws SourceException permanent, if the URL cannot be opened
   */
  public static SourceUrl parse(String url) throws SourceException {
    String text = url.strip();
    String shown = Redactor.url(text);
    if (text.isEmpty()) {
      throw SourceException.permanent("empty URL: " + EXPECTED);
    }
    Matcher m = SCHEME.matcher(text);
    if (!m.matches()) {
      return file(path(text, shown), shown);
    }
    String scheme = m.group(1).toLowerCase(Locale.ROOT);
    String lower = scheme + ":" + m.group(2); // FFmpeg does not accept uppercase RTSP://
    return switch (scheme) {
      case "file" -> file(fileUrl(lower, m.group(2), shown), shown);
      case "rtsp", "rtsps" -> network(Kind.RTSP, lower, shown);
      case "http", "https" -> network(Kind.HTTP, lower, shown);
      case "v4l2" -> device(m.group(2), shown);
      case "synthetic" -> street(lower, shown);
      default -> throw unknown(shown, m.group(1));
    };
  }

  /**
   * {@code camera.local:554/x} and {@code user:password@host} look like URLs with a scheme, too.
   */
  private static SourceException unknown(String shown, String scheme) {
    boolean address = !shown.startsWith(scheme + ":/");
    return SourceException.permanent(
        "%s: unknown scheme '%s', %s%s"
            .formatted(
                shown, scheme, EXPECTED, address ? "; put rtsp:// or http:// before a host" : ""));
  }

  private static SourceUrl file(Path path, String shown) throws SourceException {
    Path absolute = path.toAbsolutePath();
    if (!Files.exists(absolute)) {
      // If a part of the path is hidden, the absolute path would reveal it.
      String where = path.toString().equals(shown) ? " at " + absolute : "";
      throw SourceException.permanent(
          "%s: no such file, expected a video%s; check the path".formatted(shown, where));
    }
    if (Files.isDirectory(absolute)) {
      throw SourceException.permanent(
          "%s: a directory, expected a video file; name one file in it".formatted(shown));
    }
    if (!Files.isReadable(absolute)) {
      throw SourceException.permanent(
          "%s: not readable, expected a readable video; check its permissions".formatted(shown));
    }
    return new SourceUrl(Kind.FILE, absolute.toString(), shown);
  }

  private static Path fileUrl(String url, String rest, String shown) throws SourceException {
    if (!rest.startsWith("/")) {
      return path(rest, shown);
    }
    try {
      return Path.of(new URI(url));
    } catch (URISyntaxException | IllegalArgumentException e) {
      // For example a space instead of %20: the user means the path.
      return path(rest.replaceFirst("^//+", "/"), shown);
    }
  }

  private static Path path(String text, String shown) throws SourceException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) { // whose message repeats the whole path
      throw SourceException.permanent("%s: not a path, %s".formatted(shown, EXPECTED));
    }
  }

  private static SourceUrl network(Kind kind, String url, String shown) throws SourceException {
    if (authority(url) == null) {
      throw SourceException.permanent(
          "%s: no host, expected scheme://host[:port]/path".formatted(shown));
    }
    return new SourceUrl(kind, url, shown);
  }

  /**
   * Returns the authority. Not the host, which URI does not parse if the name has an underscore.
   */
  private static @Nullable String authority(String url) throws SourceException {
    try {
      return new URI(url).getRawAuthority();
    } catch (URISyntaxException e) {
      // No cause, because it would print the URL with its password.
      throw SourceException.permanent(
          "%s: not a URL (%s at character %d); write special characters as %%XX"
              .formatted(Redactor.url(url), e.getReason(), e.getIndex() + 1));
    }
  }

  private static SourceUrl device(String device, String shown) throws SourceException {
    if (device.isEmpty() || !Files.exists(path(device, shown))) {
      throw SourceException.permanent(
          "%s: no such device, expected one like v4l2:/dev/video0; is the camera plugged in, and passed into the container?"
              .formatted(shown));
    }
    return new SourceUrl(Kind.V4L2, device, shown);
  }

  private static SourceUrl street(String url, String shown) throws SourceException {
    try {
      StreetUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw SourceException.permanent(String.valueOf(e.getMessage()));
    }
    return new SourceUrl(Kind.STREET, url, shown);
  }
}
