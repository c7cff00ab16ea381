package dev.weir.capture;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** A source's URL as the user wrote it, sorted by kind. */
final class SourceUrl {
  /** How a source is read. */
  enum Kind {
    FILE,
    RTSP,
    HTTP,
    V4L2,
    STREET
  }

  private final Kind kind;
  private final String target;
  private final String shown;

  private SourceUrl(Kind kind, String target) {
    this.kind = kind;
    this.target = target;
    this.shown = target.replaceFirst("://([^/:@]*):[^/@]*@", "://$1:***@");
  }

  /**
   * Sorts a URL and checks what can be checked without opening it.
   *
   * @throws SourceException (permanent) if it is of no known kind, or names a file that is not
   *     there
   */
  static SourceUrl parse(String text) throws SourceException {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("synthetic:")) {
      StreetUrl.parse(text);
      return new SourceUrl(Kind.STREET, text);
    }
    if (lower.startsWith("rtsp://") || lower.startsWith("rtsps://")) {
      return network(Kind.RTSP, text);
    }
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return network(Kind.HTTP, text);
    }
    if (lower.startsWith("v4l2:")) {
      return new SourceUrl(Kind.V4L2, existing(text, text.substring("v4l2:".length())));
    }
    if (lower.startsWith("file:")) {
      return file(text, text.substring("file:".length()).replaceFirst("^//(localhost)?(?=/)", ""));
    }
    if (lower.matches("[a-z][a-z0-9+.-]+:.*")) {
      throw SourceException.permanent(
          "source %s: unknown kind '%s'; expected a file, rtsp://, http://, https://, v4l2: or synthetic:street"
              .formatted(new SourceUrl(Kind.HTTP, text), text.replaceFirst(":.*", "")));
    }
    return file(text, text);
  }

  private static SourceUrl network(Kind kind, String text) throws SourceException {
    SourceUrl url = new SourceUrl(kind, text);
    try {
      if (new URI(text).getHost() == null) {
        throw SourceException.permanent(
            "source %s: no host in it; expected for example rtsp://user:password@host/stream"
                .formatted(url));
      }
    } catch (URISyntaxException e) {
      // The cause repeats the URL with its password: it is left out.
      throw SourceException.permanent(
          "source %s: not a URL (%s); write odd characters as %%XX".formatted(url, e.getReason()));
    }
    return url;
  }

  private static SourceUrl file(String text, String path) throws SourceException {
    SourceUrl url = new SourceUrl(Kind.FILE, existing(text, path));
    if (!Files.isRegularFile(Path.of(url.target)) && Files.isDirectory(Path.of(url.target))) {
      throw SourceException.permanent(
          "source %s: a directory; expected a video file".formatted(text));
    }
    return url;
  }

  private static String existing(String text, String path) throws SourceException {
    try {
      if (path.isEmpty() || !Files.exists(Path.of(path))) {
        throw SourceException.permanent(
            "source %s: no such file%s; check the path"
                .formatted(text, Path.of(path).isAbsolute() ? "" : " here"));
      }
    } catch (InvalidPathException e) {
      throw SourceException.permanent("source %s: not a path".formatted(text)).causedBy(e);
    }
    return path;
  }

  Kind kind() {
    return kind;
  }

  /** What the reader opens: a path, a URL, a device. */
  String target() {
    return target;
  }

  /** For messages: without its password. */
  @Override
  public String toString() {
    return shown;
  }
}
