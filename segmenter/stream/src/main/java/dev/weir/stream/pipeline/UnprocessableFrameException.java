package dev.weir.stream.pipeline;

/**
 * No mask can be made of a frame though the engine works: the frame goes to the dead, the stream
 * goes on.
 */
public final class UnprocessableFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnprocessableFrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
