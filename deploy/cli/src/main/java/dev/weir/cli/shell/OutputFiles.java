package dev.weir.cli.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks output files before the work starts. */
public final class OutputFiles {
  private OutputFiles() {}

  /**
   * Checks that a file can be written.
   *
   * @param option the option that names the file
   * @param file the file, or null if the option was not given
   * @throws UsageException if its folder is missing or not writable, or the path is a folder
   */
  public static void expect(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException(
          "%s %s: no folder %s; create it first, or name another file"
              .formatted(option, file, file.getParent() == null ? folder : file.getParent()));
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(
          "%s %s: is a folder; expected the name of a file to write".formatted(option, file));
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new UsageException(
          "%s %s: no permission to write there; name another file".formatted(option, file));
    }
  }
}
