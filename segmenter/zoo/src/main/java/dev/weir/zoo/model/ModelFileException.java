package dev.weir.zoo.model;

import java.io.IOException;

/** A model file that cannot be used; the message names the file, what is wrong, and what to do. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and what to do. */
  public ModelFileException(String message) {
    super(message);
  }

  /** With the cause. */
  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
