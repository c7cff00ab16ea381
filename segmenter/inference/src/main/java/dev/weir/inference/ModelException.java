package dev.weir.inference;

import java.io.IOException;

/** A model cannot be opened or run. The message names the model, the reason and what to do. */
public final class ModelException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates it with what is wrong, what was expected and what to do. */
  public ModelException(String message) {
    super(message);
  }

  /** Creates it with a message and its cause. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
