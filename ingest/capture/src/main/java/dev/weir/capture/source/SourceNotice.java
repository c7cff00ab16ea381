package dev.weir.capture.source;

import java.util.Locale;

/**
 * Something that a source did and its user should know.
 *
 * @param kind of each kind, the log has the first of a camera
 * @param text one line
 */
public record SourceNotice(Kind kind, String text) {
  /** What it is about. */
  public enum Kind {
    /** Pictures are turned, or not although the stream asks for it. */
    ORIENTATION,
    /** The stream's timestamps jumped. */
    CLOCK_JUMP,
    /** The stream has no timestamps. */
    NO_TIMESTAMPS,
    /** Where capture times come from. */
    CAPTURE_TIME;

    /** As a key of a log line. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
