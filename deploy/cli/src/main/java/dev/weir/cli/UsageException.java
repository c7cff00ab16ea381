package dev.weir.cli;

/** The user asked for something that cannot be meant: exit code 2, one line. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
