package dev.weir.frame;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The temporary folder is full or cannot be written; the message says what to do. */
public final class TemporaryFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; its message includes the cause.
   *
   * @param parent the temporary folder
   * @param name the name of the folder to create in it
   * @param megabytes disk space that should be free
   */
  public TemporaryFolderException(Path parent, String name, long megabytes, IOException cause) {
    super(
        "the temporary folder %s cannot hold %s (%s); expected a folder that can be written, with %d MB free: free space there, or name another folder with WEIR_JAVA_OPTS=-Djava.io.tmpdir=FOLDER"
            .formatted(parent, name, reason(cause), megabytes),
        cause);
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
