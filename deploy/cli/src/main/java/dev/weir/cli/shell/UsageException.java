package dev.weir.cli.shell;

/** Thrown for wrong usage: exit code 2, one line. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
