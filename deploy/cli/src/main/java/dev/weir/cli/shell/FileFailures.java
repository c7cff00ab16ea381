package dev.weir.cli.shell;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Texts for Java's file exceptions, which often contain only the file's name. */
final class FileFailures {
  private FileFailures() {}

  /** Returns the file and what is wrong with it. */
  static String text(FileSystemException e) {
    return e.getFile() == null ? String.valueOf(e.getMessage()) : e.getFile() + ": " + problem(e);
  }

  private static String problem(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied; check the file's permissions";
    }
    if (e instanceof NotDirectoryException) {
      return "is not a folder";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "already exists; remove it, or name another file";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }
}
