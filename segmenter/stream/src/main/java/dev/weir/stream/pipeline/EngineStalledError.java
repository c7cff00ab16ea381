package dev.weir.stream.pipeline;

/**
 * The engine took frames and returns no outcomes. It is an {@link Error} because an exception would
 * reach Kafka Streams' exception handlers, and a handler set to log and continue would lose the
 * frames in flight.
 */
public final class EngineStalledError extends Error {
  private static final long serialVersionUID = 1L;

  public EngineStalledError(String message) {
    super(message);
  }
}
