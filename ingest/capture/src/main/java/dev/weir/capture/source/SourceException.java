package dev.weir.capture.source;

import dev.weir.frame.Redactor;
import java.io.IOException;

/** A source that cannot be opened or read. The message says which source, why, and what to do. */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LENGTH = 1200; // characters

  private final boolean permanent;
  private final boolean refused;

  private SourceException(String message, boolean permanent, boolean refused, Throwable cause) {
    super(printed(message), cause);
    this.permanent = permanent;
    this.refused = refused;
  }

  private SourceException(String message, boolean permanent, boolean refused) {
    super(printed(message));
    this.permanent = permanent;
    this.refused = refused;
  }

  /** A message may contain text from a server: shortens it and removes control characters. */
  private static String printed(String message) {
    String text = Redactor.text(Redactor.printable(message));
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }

  /**
   * An error that a retry does not fix: a bad URL, or a file that does not exist or is not a video.
   */
  public static SourceException permanent(String message) {
    return new SourceException(message, true, false);
  }

  /** An error that may pass: a camera that is off, or a connection that broke. */
  public static SourceException passing(String message) {
    return new SourceException(message, false, false);
  }

  /**
   * The server does not know the user or refuses access. This may pass, because some cameras refuse
   * logins while they start. Retry slowly: many cameras lock out a user after too many failures.
   */
  public static SourceException refused(String message) {
    return new SourceException(message, false, true);
  }

  /** Returns a copy of this exception with a cause. */
  public SourceException causedBy(Throwable cause) {
    return new SourceException(String.valueOf(getMessage()), permanent, refused, cause);
  }

  /** Whether a retry is useless. */
  public boolean permanent() {
    return permanent;
  }

  /** Whether the server refused the user. */
  public boolean refused() {
    return refused;
  }
}
