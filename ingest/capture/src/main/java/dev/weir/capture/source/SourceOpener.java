package dev.weir.capture.source;

/**
 * Opens a source by its URL. Thread-safe. {@code FrameSources} is the production implementation.
 */
@FunctionalInterface
public interface SourceOpener {
  /**
   * Opens a source. Blocks until it delivers or the open deadline has passed.
   *
   * @param url as the user wrote it
   * @throws SourceException if it cannot be opened
   */
  FrameSource open(String url, SourceOptions options) throws SourceException;
}
