package dev.weir.capture;

import java.io.IOException;

/** A source that cannot be opened or read; the message says which, why, and what to do. */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;

  private SourceException(String message, boolean permanent, Throwable cause) {
    super(message, cause);
    this.permanent = permanent;
  }

  private SourceException(String message, boolean permanent) {
    super(message);
    this.permanent = permanent;
  }

  /** One that trying again does not help: a bad URL, a file that is not there or not a video. */
  public static SourceException permanent(String message) {
    return new SourceException(message, true);
  }

  /** One that may pass: a camera that is off, a connection that broke. */
  public static SourceException passing(String message) {
    return new SourceException(message, false);
  }

  /** The same with its cause. */
  public SourceException causedBy(Throwable cause) {
    return new SourceException(String.valueOf(getMessage()), permanent, cause);
  }

  /** Whether trying again is of no use. */
  public boolean permanent() {
    return permanent;
  }
}
