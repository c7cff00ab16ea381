package dev.weir.capture.source;

import dev.weir.frame.Redactor;
import dev.weir.frame.text.QueryParameters;
import dev.weir.frame.text.QueryParameters.Parameter;
import java.util.OptionalLong;

/**
 * The URL of a synthetic drive: {@code synthetic:street?seed=7&size=640x480&fps=15&frames=100}. All
 * parameters are optional.
 *
 * @param seed selects the street
 * @param size picture size, each side 32 to 4096 pixels
 * @param fps pictures per second, above 0 and at most 240
 * @param frames number of pictures, or empty for an endless drive
 */
public record StreetUrl(long seed, FrameSize size, double fps, OptionalLong frames) {
  private static final String STREET = "synthetic:street";
  private static final String KNOWN =
      "seed (a number), size (WIDTHxHEIGHT), fps (above 0 to 240), frames (from 1)";

  public StreetUrl {
    if (Math.min(size.width(), size.height()) < 32
        || Math.max(size.width(), size.height()) > 4096) {
      throw new IllegalArgumentException(
          "size=%s: expected width and height of 32 to 4096 pixels".formatted(size));
    }
    if (!(fps > 0 && fps <= 240)) {
      throw new IllegalArgumentException(
          "fps=%s: expected pictures per second, above 0 to 240".formatted(fps));
    }
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "frames=%d: expected a number from 1; omit it for an endless drive"
              .formatted(frames.getAsLong()));
    }
  }

  /**
   * Parses a URL. The defaults are seed 1, 640x480, 15 pictures per second, endless.
   *
   * @throws IllegalArgumentException if it names another scene, or has an unknown or wrong
   *     parameter
   */
  public static StreetUrl parse(String url) {
    String text = url.strip();
    int query = text.indexOf('?');
    if (!(query < 0 ? text : text.substring(0, query)).equalsIgnoreCase(STREET)) {
      throw new IllegalArgumentException(
          "%s: unknown scene, expected synthetic:street?seed=7&size=640x480&fps=15"
              .formatted(Redactor.url(text)));
    }
    StreetUrl street = new StreetUrl(1, new FrameSize(640, 480), 15, OptionalLong.empty());
    for (Parameter parameter : QueryParameters.of(query < 0 ? "" : text.substring(query + 1))) {
      try {
        street = street.with(parameter);
      } catch (NumberFormatException e) { // without a cause, which would repeat the value
        throw new IllegalArgumentException(
            "%s: %s is not a number; known are %s"
                .formatted(Redactor.url(text), Redactor.parameter(parameter.text()), KNOWN));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s: %s".formatted(Redactor.url(text), e.getMessage()), e);
      }
    }
    return street;
  }

  private StreetUrl with(Parameter parameter) {
    String value = parameter.value();
    return switch (parameter.key()) {
      case "seed" -> new StreetUrl(Long.parseLong(value), size, fps, frames);
      case "size" -> new StreetUrl(seed, FrameSize.parse(value), fps, frames);
      case "fps" -> new StreetUrl(seed, size, Double.parseDouble(value), frames);
      case "frames" -> new StreetUrl(seed, size, fps, OptionalLong.of(Long.parseLong(value)));
      default ->
          throw new IllegalArgumentException(
              "unknown parameter '%s', known are %s"
                  .formatted(Redactor.parameter(parameter.text()), KNOWN));
    };
  }

  /** Returns the same drive in another size. */
  public StreetUrl in(FrameSize other) {
    return new StreetUrl(seed, other, fps, frames);
  }

  /** Returns a URL that {@link #parse} accepts. */
  @Override
  public String toString() {
    return "%s?seed=%d&size=%s&fps=%s%s"
        .formatted(
            STREET,
            seed,
            size,
            fps == Math.rint(fps) ? Long.toString((long) fps) : Double.toString(fps),
            frames.isPresent() ? "&frames=" + frames.getAsLong() : "");
  }
}
