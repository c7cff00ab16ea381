package dev.weir.capture.source;

import java.util.Locale;

/**
 * Something that a source did and that its user should know.
 *
 * @param kind only the first notice of each kind is logged per camera
 * @param text one line
 */
public record SourceNotice(Kind kind, String text) {
  /** The subject of a notice. */
  public enum Kind {
    /** Pictures are turned, or are not although the metadata asks for it. */
    ORIENTATION,
    /** The stream's timestamps jumped. */
    CLOCK_JUMP,
    /** The stream has no timestamps. */
    NO_TIMESTAMPS,
    /** The source of capture times. */
    CAPTURE_TIME;

    /** The key in a log line. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
