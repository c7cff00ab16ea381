package dev.weir.training.data;

/** Labelled data that cannot be used; the message names the file, what was expected and found. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public DataException(String message) {
    super(message);
  }

  /** With a message for the user, and what it came from. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
