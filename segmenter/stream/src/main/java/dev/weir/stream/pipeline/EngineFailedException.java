package dev.weir.stream.pipeline;

/**
 * The engine failed, not the frame. The stage stops without committing, and the next owner of the
 * partition reads the frame again.
 */
public final class EngineFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception that names the frame. */
  public EngineFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
