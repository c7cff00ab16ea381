package dev.weir.stream.pipeline;

/**
 * The engine is broken, not the frame: the stage stops with nothing committed, and the frame is
 * read again by whoever takes over.
 */
public final class EngineFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
