package dev.weir.cli.shell;

/** The user asked for something that cannot be meant: exit code 2, one line. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
