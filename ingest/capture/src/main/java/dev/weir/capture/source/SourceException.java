package dev.weir.capture.source;

import dev.weir.frame.Redactor;
import java.io.IOException;

/** A source that cannot be opened or read; the message says which, why, and what to do. */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 1200; // characters

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

  /** What a server answers may stand in it: it is cut, and holds no bytes that a terminal obeys. */
  private static String printed(String message) {
    String text = Redactor.text(Redactor.printable(message));
    return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
  }

  /** One that trying again does not help: a bad URL, a file that is not there or not a video. */
  public static SourceException permanent(String message) {
    return new SourceException(message, true, false);
  }

  /** One that may pass: a camera that is off, a connection that broke. */
  public static SourceException passing(String message) {
    return new SourceException(message, false, false);
  }

  /**
   * One by a server that knows no such user, or does not let that one in. It may pass: cameras say
   * so while they start. Trying often is no good, since many lock a user out who fails too often.
   */
  public static SourceException refused(String message) {
    return new SourceException(message, false, true);
  }

  /** The same with its cause. */
  public SourceException causedBy(Throwable cause) {
    return new SourceException(String.valueOf(getMessage()), permanent, refused, cause);
  }

  /** Whether trying again is of no use. */
  public boolean permanent() {
    return permanent;
  }

  /** Whether the server refused the user. */
  public boolean refused() {
    return refused;
  }
}
