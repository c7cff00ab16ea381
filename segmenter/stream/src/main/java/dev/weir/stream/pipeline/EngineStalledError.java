package dev.weir.stream.pipeline;

/**
 * The engine took frames and gives nothing back. An {@link Error}, because an exception would go
 * through Kafka Streams' exception handlers, and one that was told to log and go on would lose what
 * is in flight.
 */
public final class EngineStalledError extends Error {
  private static final long serialVersionUID = 1L;

  public EngineStalledError(String message) {
    super(message);
  }
}
