package dev.weir.inference;

import java.io.IOException;

/** A model that cannot be opened or run; the message says which, why, and what to do. */
public final class ModelException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, what was expected, and what to do. */
  public ModelException(String message) {
    super(message);
  }

  /** With the cause. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
