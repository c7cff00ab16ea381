package dev.weir.stream.pipeline;

/**
 * No mask can be made of the frame although the engine works: the frame goes to the dead-letter
 * topic, and the stream continues.
 */
public final class UnprocessableFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with the frame and the reason in its message. */
  public UnprocessableFrameException(String message) {
    super(message);
  }

  UnprocessableFrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
