package dev.weir.capture.source;

/** Opens a source by its URL. Thread-safe. {@code FrameSources} is the real one. */
@FunctionalInterface
public interface SourceOpener {
  /**
   * Opens a source; blocks until it delivers or the open deadline is over.
   *
   * @param url as the user wrote it
   * @throws SourceException if it cannot be opened
   */
  FrameSource open(String url, SourceOptions options) throws SourceException;
}
