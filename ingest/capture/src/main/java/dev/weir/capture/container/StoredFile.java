package dev.weir.capture.container;

import java.io.IOException;

/** A stored video whose bytes can be read again, to check whether it is complete. Thread-safe. */
@FunctionalInterface
public interface StoredFile {
  /** The number of bytes that were received is not known. */
  long UNKNOWN = -1;

  /**
   * Opens the bytes. The caller closes them.
   *
   * @param received number of bytes up to the end, or {@link #UNKNOWN}; used if the server did not
   *     announce a length
   * @throws IOException if the file cannot be opened or its length is unknown
   */
  FileBytes open(long received) throws IOException;
}
