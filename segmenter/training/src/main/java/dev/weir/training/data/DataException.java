package dev.weir.training.data;

/**
 * Labeled data cannot be used. The message names the file, what was expected and what was found.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates it with a message for the user. */
  public DataException(String message) {
    super(message);
  }

  /** Creates it with a message for the user and its cause. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
