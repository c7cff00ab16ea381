package dev.weir.capture.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A container format whose files show whether they are complete. Stateless. */
interface ContainerFormat {
  /** The number of bytes that {@link #matches} gets. */
  int HEAD = 16;

  /** Whether a file has this format, by its first {@link #HEAD} bytes. */
  boolean matches(ByteBuffer head);

  /**
   * Returns what the file lacks, as a clause that starts with "its" or "it"; empty if the file is
   * complete or does not declare its length.
   *
   * @throws EOFException if the file ends within a header, before any length is known
   * @throws IOException if the file cannot be read
   */
  Optional<String> missing(FileBytes file) throws IOException;

  /**
   * Returns why no player can open the file: what it lacks, or that its recording was not finished.
   */
  default Optional<String> unreadable(FileBytes file) throws IOException {
    return missing(file);
  }
}
