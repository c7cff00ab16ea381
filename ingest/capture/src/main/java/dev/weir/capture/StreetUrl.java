package dev.weir.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A rendered drive by URL: {@code synthetic:street?seed=7&size=640x480&fps=15&frames=100}, each
 * parameter optional.
 *
 * @param seed of the drive
 * @param size of the picture
 * @param fps frames of a second, above 0 to 240; frame n shows the moment n / fps
 * @param frames how many there are; empty for no end
 */
public record StreetUrl(long seed, FrameSize size, double fps, OptionalLong frames) {
  private static final String PREFIX = "synthetic:street";
  private static final List<String> PARAMETERS = List.of("seed", "size", "fps", "frames");
  private static final double MAX_FPS = 240;

  public StreetUrl {
    if (!(fps > 0 && fps <= MAX_FPS)) {
      throw new IllegalArgumentException(
          "fps=%s: expected a number above 0, 240 at most".formatted(fps));
    }
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "frames=%d: expected a number from 1".formatted(frames.getAsLong()));
    }
    if (size.width() < 32 || size.height() < 32 || size.width() > 4096 || size.height() > 4096) {
      throw new IllegalArgumentException("size=%s: expected 32x32 to 4096x4096".formatted(size));
    }
  }

  /** Whether a URL is of this kind. */
  public static boolean matches(String url) {
    return url.startsWith(PREFIX);
  }

  /**
   * Reads the URL.
   *
   * @throws SourceException (permanent) if it is of another form; says what was expected
   */
  public static StreetUrl parse(String url) throws SourceException {
    String rest = matches(url) ? url.substring(PREFIX.length()) : "-";
    if (!rest.isEmpty() && !rest.startsWith("?")) {
      throw SourceException.permanent(
          "source %s: expected synthetic:street?seed=7&size=640x480&fps=15".formatted(url));
    }
    try {
      Map<String, String> given = parameters(rest);
      String frames = given.get("frames");
      return new StreetUrl(
          Long.parseLong(given.getOrDefault("seed", "7")),
          FrameSize.parse(given.getOrDefault("size", "640x480")),
          Double.parseDouble(given.getOrDefault("fps", "15")),
          frames == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(frames)));
    } catch (IllegalArgumentException e) {
      throw SourceException.permanent("source %s: %s".formatted(url, e.getMessage())).causedBy(e);
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> given = new HashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.substring(1).split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !PARAMETERS.contains(key)) {
        throw new IllegalArgumentException(
            "unknown parameter '%s'; expected %s, each as key=value"
                .formatted(pair, String.join(", ", PARAMETERS)));
      }
      given.put(key, pair.substring(equals + 1));
    }
    return given;
  }

  @Override
  public String toString() {
    return "%s?seed=%d&size=%s&fps=%s%s"
        .formatted(
            PREFIX, seed, size, fps, frames.isPresent() ? "&frames=" + frames.getAsLong() : "");
  }
}
