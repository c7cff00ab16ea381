package dev.weir.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file whole or not at all. The content goes to a file beside it, which then takes its
 * name. Whoever reads the file finds the old content or the new, even after a crash.
 */
public final class WholeFile {
  private static final String SUFFIX = ".part";

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole content to {@code part}, which may exist from an earlier crash. */
    void writeTo(Path part) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file, and replaces one that exists.
   *
   * @throws IOException if it cannot be written; an existing file is as before then
   */
  public static void write(Path file, Content content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + SUFFIX);
    try {
      content.writeTo(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
